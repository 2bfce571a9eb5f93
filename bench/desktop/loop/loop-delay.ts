import type { ElectronApplication } from '@playwright/test'

/** Milliseconds by which turns of an event loop came late. */
export interface LoopDelay {
  readonly p50: number
  readonly p999: number
  readonly max: number
  /**
   * The most that the thread has computed between two turns. On a machine that others use too, a turn comes late for many
   * reasons; this is the part that the program itself is the reason of. It shows no waiting for a disk.
   */
  readonly busyMax: number
  readonly busyP999: number
}

interface Watched {
  delay: { percentile(share: number): number; readonly max: number; reset(): void }
  busy: number[]
}

/** Looks at main from outside: the program itself has nothing for it. */
export async function watchLoop(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const { openSync, readSync } = process.getBuiltinModule('node:fs')
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const watched: Watched = { delay, busy: [] }
    Object.assign(globalThis, { benchLoop: watched })

    // Its first number is for how long the thread has run, in nanoseconds.
    const statistics = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r')
    const buffer = Buffer.alloc(64)
    const ranMs = () => {
      const length = readSync(statistics, buffer, 0, buffer.length, 0)
      return Number(buffer.toString('latin1', 0, length).split(' ')[0]) / 1e6
    }
    let before = ranMs()
    setInterval(() => {
      const now = ranMs()
      watched.busy.push(now - before)
      before = now
    }, 1)
  })
}

/** What was seen since the last time. */
export async function takeLoopDelay(app: ElectronApplication): Promise<LoopDelay> {
  return app.evaluate(() => {
    const { benchLoop } = globalThis as unknown as { benchLoop: Watched }
    const { delay } = benchLoop
    const ms = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - 1)
    const busy = Float64Array.from(benchLoop.busy).sort()
    const found = {
      p50: ms(delay.percentile(50)),
      p999: ms(delay.percentile(99.9)),
      max: ms(delay.max),
      busyMax: busy.at(-1) ?? 0,
      busyP999: busy[Math.ceil(busy.length * 0.999) - 1] ?? 0,
    }
    delay.reset()
    benchLoop.busy = []
    return found
  })
}
