import { expect, it } from 'vitest'
import { acceleratorOf, readableKeys } from './accelerator-of.ts'

const none = { key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

it.each([
  ['Control+Shift+K', { code: 'KeyK', ctrlKey: true, shiftKey: true }],
  ['F9', { code: 'F9' }],
  ['Control+Alt+F2', { code: 'F2', ctrlKey: true, altKey: true }],
  ['Super+5', { code: 'Digit5', metaKey: true }],
])('is %s', (expected, press) => {
  expect(acceleratorOf({ ...none, ...press })).toBe(expected)
})

it.each([
  ['a letter alone', { code: 'KeyK' }],
  ['AltGr and a letter', { code: 'KeyE', ctrlKey: true, altKey: true }],
  ['a modifier alone', { code: 'ShiftLeft', shiftKey: true }],
  ['Enter', { code: 'Enter', ctrlKey: true }],
])('takes no %s', (_, press) => {
  expect(acceleratorOf({ ...none, ...press })).toBeNull()
})

it('is read as keys are labelled', () => {
  expect(readableKeys('CommandOrControl+Shift+F11')).toBe('Ctrl+Shift+F11')
})
