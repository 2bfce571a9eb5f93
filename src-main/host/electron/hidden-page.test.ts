import { describe, expect, it } from 'vitest'
import { createLog } from '../../log/create-log.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { type HiddenWindow, startHiddenPage } from './hidden-page.ts'

const settled = () => new Promise(setImmediate)

async function start(fails = false) {
  const { clock, timers, advance } = createManualTime()
  const windows: { die(reason: string): void; isEnded: boolean; hangs: boolean }[] = []
  let gone = 0
  function createHidden(): HiddenWindow {
    let take: (reason: string) => void = () => undefined
    const made = { die: (reason: string) => take(reason), isEnded: false, hangs: false }
    windows.push(made)
    return {
      onGone: (listener) => void (take = listener),
      load: async () => {
        if (fails) throw new Error('ERR_FAILED')
      },
      ping: () => (made.hangs ? new Promise(() => undefined) : Promise.resolve()),
      kill: () => take('killed'),
      end: () => void (made.isEnded = true),
    }
  }
  const page = startHiddenPage({
    name: 'keeper',
    createHidden,
    clock,
    timers,
    diagnostics: createLog(),
    onGone: () => gone++,
  })
  /** In steps in which pages answer. */
  async function pass(ms: number) {
    for (let passed = 0; passed < ms; passed += 1_000) {
      advance(1_000)
      await settled()
    }
  }
  return { page, windows, advance, pass, gone: () => gone }
}

describe('a hidden page', () => {
  it('is made again when it dies, more slowly each time, and soon again after a calm minute', async () => {
    const { windows, advance, gone } = await start()
    for (const pauseMs of [100, 200, 400, 800]) {
      const before = windows.length
      windows.at(-1)?.die('crashed')
      advance(pauseMs - 1)
      expect(windows.length).toBe(before)
      advance(1)
      expect(windows.length).toBe(before + 1)
      await settled()
    }
    expect([gone(), windows.filter(({ isEnded }) => isEnded).length]).toEqual([4, 4])
    advance(61_000)
    windows.at(-1)?.die('crashed')
    advance(100)
    expect(windows.length).toBe(6)
  })

  it('never spins: one that dies after every load is made a dozen times in its first minutes, not thousands', async () => {
    const { windows, advance } = await start(true)
    for (let ms = 0; ms < 180_000; ms += 100) {
      advance(100)
      await settled()
    }
    expect(windows.length).toBeGreaterThan(5)
    expect(windows.length).toBeLessThan(40)
  })

  it('that answers is left alone', async () => {
    const { windows, pass } = await start()
    await pass(300_000)
    expect(windows.length).toBe(1)
  })

  it('that hangs is ended and made again, once', async () => {
    const { windows, pass, gone } = await start()
    windows[0]!.hangs = true
    await pass(120_000)
    expect([windows.length, windows[0]?.isEnded, gone()]).toEqual([2, true, 1])
  })

  it('stays until everything ends when it is held, and is not made again', async () => {
    const { page, windows, pass } = await start()
    page.hold()
    expect(windows[0]?.isEnded).toBe(false)
    windows[0]?.die('killed')
    await pass(120_000)
    expect(windows.length).toBe(1)
  })

  it('stays away when it was stopped, whatever dies or hangs then', async () => {
    const { page, windows, pass } = await start()
    windows[0]!.hangs = true
    page.stop()
    windows[0]?.die('killed')
    await pass(120_000)
    expect([windows.length, windows[0]?.isEnded]).toEqual([1, true])
  })
})
