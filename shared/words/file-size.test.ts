import { expect, it } from 'vitest'
import { fileSize } from './file-size.ts'

it.each([
  [12, '12 bytes'],
  [1_600, '2 kB'],
  [1_440_000, '1.4 MB'],
  [104_857_600, '104.9 MB'],
])('%i bytes are %s', (bytes, expected) => {
  expect(fileSize(bytes, 'en')).toBe(expected)
})
