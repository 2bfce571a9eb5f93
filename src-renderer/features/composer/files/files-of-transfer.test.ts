import { expect, it } from 'vitest'
import { isFilePaste } from './files-of-transfer.ts'

const pasted = (...types: string[]) => ({ types }) as unknown as DataTransfer

it.each([
  ['a picture of the screen', ['Files'], true],
  ['a picture of a web page', ['text/html', 'Files'], true],
  ['a file of Finder, with its name', ['text/plain', 'Files'], true],
  ['words of an office program, with their picture', ['text/plain', 'text/html', 'text/rtf', 'Files'], false],
  ['words', ['text/plain', 'text/html'], false],
])('%s', (_, types, expected) => {
  expect(isFilePaste(pasted(...types))).toBe(expected)
})

it('nothing is no file', () => {
  expect(isFilePaste(null)).toBe(false)
})
