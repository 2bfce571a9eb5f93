import { expect, it } from 'vitest'
import { minutesOfDay, timeOfDay } from './minutes-of-day.ts'

it.each([
  ['00:00', 0],
  ['07:05', 425],
  ['23:59', 1439],
])('%s is minute %i', (text, minutes) => {
  expect(minutesOfDay(text)).toBe(minutes)
  expect(timeOfDay(minutes)).toBe(text)
})

it.each(['', '24:00', '7:05', '07:60'])('%j is no time of the day', (text) => {
  expect(minutesOfDay(text)).toBeNull()
})
