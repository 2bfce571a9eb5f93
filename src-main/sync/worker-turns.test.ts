import { expect, it } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createWorkerTurns } from './worker-turns.ts'

it('counts the workers, and says of one that has stopped beating that it hangs', () => {
  const { timers, advance } = createManualTime()
  const turns = createWorkerTurns(timers)
  let hung = 0
  turns.onHung(() => hung++)
  turns.begun()
  expect(turns.now.get()).toEqual({ turn: 1, isHere: true })
  turns.beat()
  turns.ended()
  advance(60_000)
  // One that is gone says nothing, and need not.
  expect([hung, turns.now.get()]).toEqual([0, { turn: 1, isHere: false }])
  turns.begun()
  turns.beat()
  advance(60_000)
  expect([hung, turns.now.get().turn]).toEqual([1, 2])
  // The next one hangs before it says a word.
  turns.begun()
  advance(60_000)
  expect([hung, turns.now.get().turn]).toEqual([2, 3])
})
