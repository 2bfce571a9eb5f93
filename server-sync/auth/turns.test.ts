import { describe, expect, it } from 'vitest'
import { createTurns } from './turns.ts'

describe('turns', () => {
  it('let a few work, some wait, and send the rest away', async () => {
    const turns = createTurns({ atOnce: 2, waitingMax: 2 })
    const ends: (() => void)[] = []
    const work = () => new Promise<number>((resolve) => ends.push(() => resolve(ends.length)))
    const runs = [1, 2, 3, 4, 5].map(() => turns.run(work))
    expect(runs.map((run) => run === undefined)).toEqual([false, false, false, false, true])
    expect(ends).toHaveLength(2)
    ends[0]?.()
    await runs[0]
    expect(ends).toHaveLength(3)
    ends[1]?.()
    await runs[1]
    for (const end of ends) end()
    for (const run of runs) await run
    expect(ends).toHaveLength(4)
  })

  it('go on after somebody failed', async () => {
    const turns = createTurns({ atOnce: 1, waitingMax: 1 })
    const failing = turns.run(() => Promise.reject(new Error('broken')))
    const waiting = turns.run(() => Promise.resolve('done'))
    await expect(failing).rejects.toThrow('broken')
    expect(await waiting).toBe('done')
    expect(await turns.run(() => Promise.resolve('again'))).toBe('again')
  })
})
