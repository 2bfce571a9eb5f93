import { describe, expect, it } from 'vitest'
import { isOpenAt, opensAfter } from './chat-hours.ts'
import type { ChatHours } from './chat-settings.ts'

const at = (text: string) => Date.parse(text)
const weekdays = [1, 2, 3, 4, 5].flatMap((day) => [
  { day, from: 9 * 60, to: 12 * 60 },
  { day, from: 13 * 60, to: 17 * 60 + 30 },
])
const inLondon: ChatHours = { timeZone: 'Europe/London', week: weekdays, holidays: ['2026-12-25', '2026-12-28'] }

describe('the opening hours of a chat', () => {
  it.each([
    ['2026-11-27T08:59:59Z', false],
    ['2026-11-27T09:00:00Z', true],
    ['2026-11-27T12:00:00Z', false],
    ['2026-11-27T17:29:59Z', true],
    ['2026-11-27T17:30:00Z', false],
    ['2026-11-28T10:00:00Z', false],
    ['2026-12-25T10:00:00Z', false],
    // Summer time: nine o'clock there is eight here.
    ['2026-06-01T08:00:00Z', true],
    ['2026-06-01T16:30:00Z', false],
  ] as const)('at %s somebody is there: %s', (time, isOpen) => {
    expect(isOpenAt(inLondon, at(time))).toBe(isOpen)
  })

  it.each([
    ['2026-11-27T05:00:00Z', '2026-11-27T09:00:00Z'],
    ['2026-11-27T12:30:00Z', '2026-11-27T13:00:00Z'],
    ['2026-11-27T18:00:00Z', '2026-11-30T09:00:00Z'],
    ['2026-12-24T18:00:00Z', '2026-12-29T09:00:00Z'],
    // The night in which clocks go forward, and that in which they go back.
    ['2026-03-28T18:00:00Z', '2026-03-30T08:00:00Z'],
    ['2026-10-24T18:00:00Z', '2026-10-26T09:00:00Z'],
  ])('after %s somebody is there again at %s', (time, opens) => {
    expect(new Date(opensAfter(inLondon, at(time)) ?? 0).toISOString()).toBe(new Date(opens).toISOString())
  })

  it('finds an hour early on the day on which the clocks change', () => {
    const early: ChatHours = { ...inLondon, week: [{ day: 0, from: 30, to: 5 * 60 }], holidays: [] }
    expect(opensAfter(early, at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-29T00:30:00Z'))
    expect(opensAfter(early, at('2026-10-24T12:00:00Z'))).toBe(at('2026-10-24T23:30:00Z'))
  })

  it('are those of their own place, beyond the line where the date changes', () => {
    const auckland: ChatHours = { timeZone: 'Pacific/Auckland', week: [{ day: 1, from: 0, to: 1_440 }], holidays: [] }
    expect(isOpenAt(auckland, at('2026-11-29T11:30:00Z'))).toBe(true)
    expect(isOpenAt(auckland, at('2026-11-29T10:30:00Z'))).toBe(false)
    expect(opensAfter(auckland, at('2026-11-29T10:30:00Z'))).toBe(at('2026-11-29T11:00:00Z'))
    const honolulu = { ...auckland, timeZone: 'Pacific/Honolulu' }
    expect(opensAfter(honolulu, at('2026-11-29T10:30:00Z'))).toBe(at('2026-11-30T10:00:00Z'))
  })

  it('promise nothing where nobody ever comes', () => {
    expect(opensAfter({ ...inLondon, week: [] }, at('2026-11-27T05:00:00Z'))).toBeUndefined()
  })
})
