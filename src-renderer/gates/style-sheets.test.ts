import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { filesUnder } from './testing/files-under.ts'

const sheets = filesUnder(path.dirname(import.meta.dirname), '.css')

/** Physical sides: right-to-left works because nothing names a side of the screen. */
const physical = [
  /(?:^|[\s;{])(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b/,
  /(?:^|[\s;{])border-(?:top|bottom)-(?:left|right)-radius\b/,
  /(?:^|[\s;{])(?:left|right|top|bottom)\s*:/,
  /(?:^|[\s;{])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/,
  /(?:^|[\s;{])(?:min-|max-)?(?:width|height)\s*:/,
]
const bareColour = /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i

const physicalLines = (css: string) =>
  css.split('\n').filter((line) => !line.includes('@') && physical.some((pattern) => pattern.test(line)))

it('finds the style sheets', () => {
  expect(sheets.length).toBeGreaterThan(20)
})

it.each(sheets)('%s names no side of the screen', (file) => {
  expect(physicalLines(readFileSync(file, 'utf8'))).toEqual([])
})

it.each(sheets.filter((file) => !file.endsWith('ui/tokens.css')))('%s takes its colours from the tokens', (file) => {
  expect(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => bareColour.test(line)),
  ).toEqual([])
})

it('would notice each kind of physical property', () => {
  const planted = [
    '  margin-left: 1px;',
    '  border-top-right-radius: 2px;',
    '  left: 0;',
    '  text-align: right;',
    '  width: 3px;',
  ]
  expect(physicalLines(planted.join('\n'))).toEqual(planted)
})

it('lets logical properties pass', () => {
  expect(
    physicalLines('  margin-inline-start: 1px;\n  inset-inline-start: 0;\n  text-align: start;\n  line-height: 1;'),
  ).toEqual([])
})
