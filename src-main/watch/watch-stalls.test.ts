import { expect, it } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { watchStalls } from './watch-stalls.ts'

it('says for how long nobody was answered, once a stall, and nothing while all is well', () => {
  const { clock, timers, advance, sleep } = createManualTime()
  const stalls: number[] = []
  const stop = watchStalls({ clock, timers, onStall: (stalledMs) => stalls.push(stalledMs) })
  advance(10_000)
  expect(stalls).toEqual([])
  // The clock goes on, and what was due runs late: just as when main is busy.
  sleep(4_200)
  advance(10_000)
  sleep(1_400)
  expect(stalls).toEqual([3_200])
  stop()
  sleep(9_000)
  expect(stalls).toEqual([3_200])
})
