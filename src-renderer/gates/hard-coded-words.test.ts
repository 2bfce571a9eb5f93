import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { filesUnder } from './testing/files-under.ts'

const screens = filesUnder(path.dirname(import.meta.dirname), '.tsx').filter((file) => !file.endsWith('.test.tsx'))

/** Words between tags, and words in attributes that people read or hear. */
const betweenTags = />([^<>{}=;()]*\p{L}[^<>{}=;()]*)<\//gu
const inAttributes = /\b(?:aria-label|aria-description|title|placeholder|alt|label)="[^"]*\p{L}[^"]*"/gu

function wordsIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const between = [...code.matchAll(betweenTags)].map(([, words]) => words?.trim() ?? '')
  return [...between, ...[...code.matchAll(inAttributes)].map(([attribute]) => attribute)].filter(Boolean)
}

it('finds the screens', () => {
  expect(screens.length).toBeGreaterThan(30)
})

it.each(screens)('%s takes its words from the locales', (file) => {
  expect(wordsIn(readFileSync(file, 'utf8'))).toEqual([])
})

it('would notice words between tags and in attributes', () => {
  expect(wordsIn('<p>Hello</p>')).toEqual(['Hello'])
  expect(wordsIn('<p>\n  Saved on this computer\n</p>')).toEqual(['Saved on this computer'])
  expect(wordsIn('<button aria-label="Close" />')).toEqual(['aria-label="Close"'])
  expect(wordsIn("<p>{t('inbox.label')}</p>")).toEqual([])
})
