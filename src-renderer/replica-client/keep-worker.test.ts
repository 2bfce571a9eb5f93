import { expect, it, vi } from 'vitest'
import { keepWorker } from './keep-worker.ts'

/** Workers that die when the test says so: their locks are free from then on. */
function createTestWorkers() {
  const deaths: (() => void)[] = []
  const replicaLines: unknown[] = []
  const dead = new Map<string, Promise<void>>()
  const request = async (name: string, callback: () => unknown) => {
    await dead.get(name)
    return callback()
  }
  const connect = () => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ ports }: MessageEvent<{ farline: string }>) => {
      replicaLines.push(...ports)
      const lock = `worker-${deaths.length}`
      dead.set(lock, new Promise((resolve) => deaths.push(resolve)))
      port1.postMessage({ farline: 'welcome', lock })
    })
    port1.start()
    return port2
  }
  return { connect, deaths, replicaLines, locks: { request } as unknown as LockManager }
}

it('a worker that dies alone is made again with a new line to main, more slowly each time, until it has lived for long', async () => {
  const workers = createTestWorkers()
  const stop = new AbortController()
  const pauses: number[] = []
  let now = 0
  const kept = keepWorker({
    replicaName: 'desk',
    connect: workers.connect,
    lineToMain: () => new MessageChannel().port1,
    locks: workers.locks,
    signal: stop.signal,
    now: () => now,
    wait: async (delayMs) => void pauses.push(delayMs),
  })
  for (const [before, livedMs] of [10, 10, 10, 90_000, 10].entries()) {
    await vi.waitFor(() =>
      expect([workers.replicaLines.length, workers.deaths.length]).toEqual([before + 1, before + 1]),
    )
    now += livedMs
    workers.deaths[before]?.()
    await vi.waitFor(() => expect(pauses.length).toBe(before + 1))
  }
  expect(pauses).toEqual([100, 200, 400, 100, 200])
  stop.abort()
  await vi.waitFor(() => expect(workers.deaths.length).toBe(6))
  workers.deaths[5]?.()
  await kept
})
