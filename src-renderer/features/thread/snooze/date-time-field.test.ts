import { expect, it } from 'vitest'
import { fromDateTimeField, toDateTimeField } from './date-time-field.ts'

it('shows the wall clock to the minute', () => {
  expect(toDateTimeField(new Date(2026, 2, 4, 9, 5, 30).getTime())).toBe('2026-03-04T09:05')
})

it('reads what it showed', () => {
  const at = new Date(2026, 10, 24, 17, 2).getTime()
  expect(fromDateTimeField(toDateTimeField(at))).toBe(at)
})

it('reads nothing from an empty field', () => {
  expect(fromDateTimeField('')).toBeUndefined()
})
