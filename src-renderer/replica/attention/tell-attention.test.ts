import { expect, it } from 'vitest'
import type { Attention } from '#shared/rpc/attention-contract.ts'
import type { Desk } from '../desk.ts'
import { createChanges } from '../flow/changes.ts'
import type { Topic } from '../replica.ts'
import { tellAttention } from './tell-attention.ts'

const untilAborted = (_delayMs: number, signal?: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal?.aborted) resolve()
    else signal?.addEventListener('abort', () => resolve(), { once: true })
  })

it('asks the disk for nothing before a person’s own questions have been answered', async () => {
  const asked: string[] = []
  const desk = {
    agentId: 'agent-mei',
    reader: {
      find: async (collection: string) => {
        asked.push(collection)
        return []
      },
      count: async () => 3,
      get: async () => new Map(),
    },
  } as unknown as Desk
  let beginRest = () => {}
  const over = new Promise<void>((resolve) => (beginRest = resolve))
  const isWaiting = Promise.withResolvers<void>()
  const told = Promise.withResolvers<Attention>()
  const stop = new AbortController()
  const telling = tellAttention(
    { changes: createChanges<Topic>(), desk: async () => desk },
    {
      timers: { sleep: untilAborted },
      headStart: {
        over: () => {
          isWaiting.resolve()
          return over
        },
      },
      signal: stop.signal,
      tell: async (attention) => told.resolve(attention),
    },
  )
  await isWaiting.promise
  expect(asked).toEqual([])
  beginRest()
  expect(await told.promise).toEqual({ counts: { mine: 3, unread: 0, waiting: 0 }, asking: [] })
  stop.abort()
  await telling
})
