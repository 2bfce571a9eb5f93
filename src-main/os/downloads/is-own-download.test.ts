import { expect, it } from 'vitest'
import { isOwnDownload } from './is-own-download.ts'

it.each([
  ['blob:app://farline/0b2c', true],
  ['app://farline/assets/terms.txt', true],
  ['https://evil.example/x.exe', false],
  ['blob:https://evil.example/0b2c', false],
  ['data:text/html,hello', false],
  ['app://farline.evil/x', false],
  ['file:///etc/passwd', false],
])('%s: %s', (url, expected) => {
  expect(isOwnDownload(url, 'app://farline')).toBe(expected)
})
