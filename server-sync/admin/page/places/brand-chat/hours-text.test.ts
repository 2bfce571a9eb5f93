import { describe, expect, it } from 'vitest'
import { readDates, readDay, writeDay } from './hours-text.ts'

describe('opening hours as they are written', () => {
  it.each(['', '9:00-17:30', '8:00-12:00, 13:00-24:00'])('%j is read and written back', (written) => {
    const spans = readDay(3, written)
    expect(spans && writeDay(spans, 3)).toBe(written)
  })

  it('takes other dashes and dots', () => {
    expect(readDay(1, ' 09.00 – 17.00 ')).toEqual([{ day: 1, from: 540, to: 1020 }])
  })

  it.each(['9-17', '17:00-9:00', '9:60-10:00', '9:00-24:01', 'always', '9:00-9:00'])('%j cannot be read', (written) => {
    expect(readDay(1, written)).toBeUndefined()
  })

  it('knows dates that there are', () => {
    expect(readDates(['2026-12-26', '2026-12-25'])).toEqual(['2026-12-25', '2026-12-26'])
    expect(readDates(['2026-02-30'])).toBeUndefined()
    expect(readDates(['2026-13-01'])).toBeUndefined()
    expect(readDates(['Christmas'])).toBeUndefined()
  })
})
