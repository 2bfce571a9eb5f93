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

/** A desk on which nothing is asked for; `asked` tells of which rows. */
function quietDesk() {
  const asked: string[] = []
  const find = async (collection: string) => {
    asked.push(collection)
    return []
  }
  const reader = { find, count: async () => 3, get: async () => new Map() }
  return { asked, desk: { agentId: 'agent-mei', reader } as unknown as Desk }
}

const nothingAsked = { counts: { mine: 3, unread: 0, waiting: 0 }, asking: [] }

it('asks the disk for nothing before a person’s own questions have been answered', async () => {
  const { asked, desk } = quietDesk()
  const isWaiting = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  const told = Promise.withResolvers<Attention>()
  const stop = new AbortController()
  const telling = tellAttention(
    {
      changes: createChanges<Topic>(),
      desk: async () => desk,
      state: () => ({ state: 'ready', rows: 3, problem: null }),
    },
    {
      timers: { sleep: untilAborted },
      headStart: {
        over: () => {
          isWaiting.resolve()
          return over.promise
        },
      },
      signal: stop.signal,
      tell: async (attention) => told.resolve(attention),
    },
  )
  await isWaiting.promise
  expect(asked).toEqual([])
  over.resolve()
  expect(await told.promise).toEqual(nothingAsked)
  stop.abort()
  await telling
})

it('tells nothing while rows are missing: what has been there for long is no news when it comes back', async () => {
  const { asked, desk } = quietDesk()
  const changes = createChanges<Topic>()
  const told = Promise.withResolvers<Attention>()
  const stop = new AbortController()
  // One for each look.
  const states = ['empty', 'loading', 'ready'] as const
  let looks = 0
  const telling = tellAttention(
    {
      changes,
      async desk() {
        looks++
        return desk
      },
      state: () => ({ state: states[looks - 1] ?? 'ready', rows: 3, problem: null }),
    },
    {
      timers: { sleep: (delayMs, signal) => (delayMs < 1_000 ? Promise.resolve() : untilAborted(delayMs, signal)) },
      headStart: { over: async () => {} },
      signal: stop.signal,
      tell: async (attention) => told.resolve(attention),
    },
  )
  for (const look of [1, 2]) {
    await expect.poll(() => looks).toBe(look)
    expect(asked).toEqual([])
    changes.bump(['state'])
  }
  expect(await told.promise).toEqual(nothingAsked)
  expect(looks).toBe(3)
  stop.abort()
  await telling
})
