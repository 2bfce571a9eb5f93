import { describe, expect, it } from 'vitest'
import { follow } from './follow.ts'

async function* stream<T>(values: T[], end?: Error) {
  yield* values
  if (end) throw end
}

/** Opens the given streams one after another; when they are used up, the window goes away. */
async function followAll(streams: (() => Promise<AsyncIterable<number>>)[]) {
  const abort = new AbortController()
  const seen: number[] = []
  const waits: number[] = []
  const left = [...streams]
  const open = () => (left.shift() ?? (() => Promise.reject(new Error('gone'))))()
  const wait = (delayMs: number) => {
    waits.push(delayMs)
    if (left.length === 0) abort.abort()
    return Promise.resolve()
  }
  await follow(open, (value) => seen.push(value), { signal: abort.signal, wait })
  return { seen, waits }
}

describe('following a live query', () => {
  it('hands on every value', async () => {
    expect((await followAll([async () => stream([1, 2, 3])])).seen).toEqual([1, 2, 3])
  })

  it('opens it again when it ends or breaks', async () => {
    const broken = async () => stream([1], new Error('the line broke'))
    const refused = () => Promise.reject(new Error('not there'))
    expect((await followAll([broken, refused, async () => stream([2])])).seen).toEqual([1, 2])
  })

  it('waits longer each time nothing comes, and shortly again after something came', async () => {
    const refused = () => Promise.reject(new Error('not there'))
    const { waits } = await followAll([refused, refused, async () => stream([1]), refused])
    expect(waits).toEqual([100, 200, 100, 200])
  })

  it('does not hide a mistake in our own code', async () => {
    const { signal } = new AbortController()
    const broken = follow(
      async () => stream([1]),
      () => {
        throw new TypeError('a bug')
      },
      { signal },
    )
    await expect(broken).rejects.toThrow('a bug')
  })
})
