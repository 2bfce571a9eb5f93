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

it('keeps the desk of somebody open of whom the system sees nothing and the windows everything, until they stop', () => {
  const time = createManualTime()
  const who = { policy: { idleAwayMinutes: 5, idleLockMinutes: 10 } }
  const seat = createObservableValue<Seat | null>({ dataKey: new Uint8Array(32), who } as unknown as Seat)
  const locked: string[] = []
  const watch = createIdleWatch({
    session: { seat, lock: async (reason) => void locked.push(reason) },
    clock: time.clock,
    timers: time.timers,
    idleMs: () => 3_600_000,
  })
  for (let minute = 0; minute < 60; minute++) {
    watch.active()
    time.advance(60_000)
  }
  expect([locked, watch.isAway.get()]).toEqual([[], false])
  time.advance(9 * 60_000)
  expect(locked).toEqual(['idle'])
  watch.stop()
})
