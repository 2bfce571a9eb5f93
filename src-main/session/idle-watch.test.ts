import { expect, it } from 'vitest'
import { createObservableValue } from '../flow/observable-value.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { createIdleWatch } from './idle-watch.ts'
import type { Seat } from './seat.ts'

it('knows that somebody has left the computer, whatever the organisation says of locking, and that they are back', () => {
  const time = createManualTime()
  const seat = createObservableValue<Seat | null>(null)
  const watch = createIdleWatch({
    session: { seat, lock: async () => undefined },
    clock: time.clock,
    timers: time.timers,
    idleMs: () => null,
  })
  time.advance(4 * 60_000)
  expect(watch.isAway.get()).toBe(false)
  time.advance(2 * 60_000)
  expect(watch.isAway.get()).toBe(true)
  watch.active()
  expect(watch.isAway.get()).toBe(false)
  watch.stop()
})
