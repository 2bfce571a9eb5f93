import { expect, it } from 'vitest'
import { safeFileName } from './safe-file-name.ts'

it.each([
  ['recovery-codes.txt', 'recovery-codes.txt'],
  ['订单 1042.pdf', '订单 1042.pdf'],
  ['فاتورة.pdf', 'فاتورة.pdf'],
  ['../../.bashrc', '_.._.bashrc'],
  ['/etc/passwd', '_etc_passwd'],
  ['C:\\Windows\\win.ini', 'C__Windows_win.ini'],
  ['a\u0000b\u0007.txt', 'ab.txt'],
  ['line\nbreak.txt', 'linebreak.txt'],
  ['', 'file'],
  ['...', 'file'],
  ['///', 'file'],
  ['CON.txt', '_CON.txt'],
  ['com1', '_com1'],
  ['trailing. . .', 'trailing'],
])('%j is kept as %j', (wanted, expected) => {
  expect(safeFileName(wanted)).toBe(expected)
})

it.each([
  'invoice.exe',
  'invoice.pdf.exe',
  'invoice.EXE',
  'invoice\u202Efdp.exe',
  'invoice.exe. .',
  'page.html',
  'x.desktop',
])('a press on %j opens a text', (wanted) => {
  expect(safeFileName(wanted)).toMatch(/\.txt$/)
})

it('no name turns the reading direction or hides a part of itself', () => {
  const name = safeFileName('in\u202Evoice\u2066\u200B\u200F\uFEFF.pdf')
  expect(name).toBe('invoice.pdf')
})

it('is short enough for every file system, keeps its ending and cuts no character in two', () => {
  const name = safeFileName(`${'漢'.repeat(500)}.pdf`)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
  expect(name).toMatch(/^漢+\.pdf$/)
  expect(safeFileName('😀'.repeat(300))).toMatch(/^(😀)+$/u)
})
