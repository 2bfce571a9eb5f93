import { describe, expect, it } from 'vitest'
import { askAhead, forgetAskedAhead, orAskedAhead } from './asked-ahead.ts'

function source() {
  const asked: AbortSignal[] = []
  return {
    asked,
    open: async ({ signal }: { signal: AbortSignal }) => {
      asked.push(signal)
      const number = asked.length
      return (async function* () {
        yield number
      })()
    },
  }
}

async function first(stream: Promise<AsyncIterable<number>>): Promise<number | undefined> {
  for await (const value of await stream) return value
  return undefined
}

describe('what was asked ahead', () => {
  it('is handed to the first who asks the same, and asked anew for everybody after', async () => {
    const { asked, open } = source()
    const { signal } = new AbortController()
    askAhead('inbox', open)
    askAhead('inbox', open)
    expect(asked).toHaveLength(1)
    const ask = orAskedAhead('inbox', open)
    expect(await first(ask({ signal }))).toBe(1)
    expect(await first(ask({ signal }))).toBe(2)
    forgetAskedAhead()
    expect(asked.map(({ aborted }) => aborted)).toEqual([false, false])
  })

  it('ends with whoever was handed it', async () => {
    const { asked, open } = source()
    const abort = new AbortController()
    askAhead('inbox', open)
    await orAskedAhead('inbox', open)({ signal: abort.signal })
    abort.abort()
    expect(asked[0]?.aborted).toBe(true)
  })

  it('ends when nobody comes for it', async () => {
    const { asked, open } = source()
    const { signal } = new AbortController()
    askAhead('inbox', open)
    forgetAskedAhead()
    expect(asked[0]?.aborted).toBe(true)
    expect(await first(orAskedAhead('inbox', open)({ signal }))).toBe(2)
  })

  it('fails for whoever was handed it, who then asks again', async () => {
    const { open } = source()
    const { signal } = new AbortController()
    askAhead('inbox', () => Promise.reject(new Error('the worker is gone')))
    const ask = orAskedAhead('inbox', open)
    await expect(ask({ signal })).rejects.toThrow('the worker is gone')
    expect(await first(ask({ signal }))).toBe(1)
  })
})
