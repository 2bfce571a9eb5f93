import { describe, expect, it } from 'vitest'
import type { WorkerTurn } from '#shared/rpc/workstation-contract.ts'
import { waitForKeeper } from './worker-is-here.ts'

/** Main, saying one thing after the other. */
function createMain() {
  let now: WorkerTurn = { turn: 0, isHere: false }
  let tell = Promise.withResolvers<void>()
  return {
    say(next: WorkerTurn) {
      now = next
      tell.resolve()
      tell = Promise.withResolvers<void>()
    },
    watch: async ({ signal }: { signal: AbortSignal }) =>
      (async function* () {
        while (!signal.aborted) {
          const told = tell.promise
          yield now
          await told
        }
      })(),
  }
}

async function isSettled(promise: Promise<void>) {
  let isDone = false
  void promise.then(() => (isDone = true))
  await new Promise(setImmediate)
  return isDone
}

describe('a window of Electron waits for the keeper’s worker', () => {
  it('makes none while there is none', async () => {
    const main = createMain()
    const here = waitForKeeper(main.watch)('none')
    expect(await isSettled(here)).toBe(false)
    main.say({ turn: 1, isHere: true })
    await here
  })

  it('after the worker is gone, only the next one counts, whatever main has not noticed yet', async () => {
    const main = createMain()
    const workerIsHere = waitForKeeper(main.watch)
    main.say({ turn: 1, isHere: true })
    await workerIsHere('none')
    const next = workerIsHere('gone')
    expect(await isSettled(next)).toBe(false)
    main.say({ turn: 1, isHere: false })
    expect(await isSettled(next)).toBe(false)
    main.say({ turn: 2, isHere: true })
    await next
  })

  it('one that was only slow to answer is asked again', async () => {
    const main = createMain()
    const workerIsHere = waitForKeeper(main.watch)
    main.say({ turn: 1, isHere: true })
    await workerIsHere('none')
    await workerIsHere('silent')
  })
})
