import { expect, it } from 'vitest'
import { textOf, valueOfText } from './field-text.ts'

it.each([
  ['12', 12],
  ['-3,5', -3.5],
  ['1 200', 1200],
  ['٤٢', 42],
  ['１２', 12],
  ['', null],
  ['twelve', undefined],
  ['1e99', undefined],
])('the number %s is kept as %s', (text, value) => {
  expect(valueOfText('number', text)).toBe(value)
})

it('text, days and choices are kept as they are written, and come back so', () => {
  expect(valueOfText('text', '007')).toBe('007')
  expect(valueOfText('date', '2026-11-27')).toBe('2026-11-27')
  expect([textOf(null), textOf(0), textOf('x')]).toEqual(['', '0', 'x'])
})
