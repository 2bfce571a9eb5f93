import { expect, it } from 'vitest'
import { z } from 'zod'
import { newMessageId } from './new-message-id.ts'

it('makes UUIDs also where the browser hides randomUUID', () => {
  const bare = { getRandomValues: crypto.getRandomValues.bind(crypto) } as unknown as Crypto
  const made = new Set(Array.from({ length: 200 }, () => newMessageId(bare)))
  expect(made.size).toBe(200)
  for (const id of [...made, newMessageId()]) expect(z.uuid().safeParse(id).success, id).toBe(true)
})
