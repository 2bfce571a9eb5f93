import { expect, it } from 'vitest'
import { fileNameMaxLength } from './file-limits.ts'
import { cleanFileName, endingOf } from './clean-file-name.ts'

it.each([
  ['photo.png', 'photo.png'],
  ['订单 1042.pdf', '订单 1042.pdf'],
  ['../../.bashrc', 'bashrc'],
  ['C:\\Users\\zoe\\cat.jpg', 'cat.jpg'],
  ['a\u0000b\u0007\n.txt', 'ab.txt'],
  ['in\u202Egnp.exe', 'ingnp.exe'],
  ['a:b?.png', 'a_b_.png'],
  ['', 'file'],
  ['...', 'file'],
  ['\ud800x.png', 'x.png'],
])('%j is shown as %j', (given, expected) => {
  expect(cleanFileName(given)).toBe(expected)
})

it('is cut before its ending and never within a character', () => {
  const name = cleanFileName(`${'😀'.repeat(200)}.pdf`)
  expect(name.length).toBeLessThanOrEqual(fileNameMaxLength)
  expect(name).toMatch(/^(😀)+\.pdf$/u)
  expect(cleanFileName('漢'.repeat(500))).toHaveLength(fileNameMaxLength)
})

it('an ending is lower-case, and what is long is none', () => {
  expect([endingOf('A.PNG'), endingOf('none'), endingOf('v1.averyverylongword')]).toEqual(['png', '', ''])
})
