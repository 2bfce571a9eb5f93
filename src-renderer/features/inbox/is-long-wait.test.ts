import { expect, it } from 'vitest'
import { isLongWait } from './is-long-wait.ts'

const minute = 60_000

it('is sooner long in a chat than in a mailbox', () => {
  expect(isLongWait(6 * minute, 'chat')).toBe(true)
  expect(isLongWait(6 * minute, 'email')).toBe(false)
  expect(isLongWait(5 * 60 * minute, 'email')).toBe(true)
})
