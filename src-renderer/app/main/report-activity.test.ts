import { expect, it } from 'vitest'
import { reportActivity } from './report-activity.ts'

function window() {
  const target = new EventTarget()
  let now = 1_000_000
  let told = 0
  const stop = reportActivity(target, { now: () => now }, () => void told++)
  return {
    does: (type: string) => target.dispatchEvent(new Event(type)),
    after: (durationMs: number) => (now += durationMs),
    told: () => told,
    stop,
  }
}

it('tells the first thing that somebody does, and no other for half a minute', () => {
  const { does, after, told } = window()
  expect(told()).toBe(0)
  for (const type of ['pointermove', 'keydown', 'wheel', 'pointerdown']) does(type)
  expect(told()).toBe(1)
  after(29_999)
  does('keydown')
  expect(told()).toBe(1)
  after(1)
  does('keydown')
  expect(told()).toBe(2)
})

it('goes on telling when the clock is set back', () => {
  const { does, after, told } = window()
  does('keydown')
  after(-3_600_000)
  does('keydown')
  expect(told()).toBe(2)
})

it('ends with its window', () => {
  const { does, told, stop } = window()
  stop()
  does('keydown')
  expect(told()).toBe(0)
})
