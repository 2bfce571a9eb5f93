import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandIds } from '../commands/catalogue.ts'
import { locales } from '#shared/words/locale.ts'

type Words = Map<string, string>

const plural = /_(zero|one|two|few|many|other)$/
const stem = (key: string) => key.replace(plural, '')

/** What windows say, and what the system's own surfaces say. */
const folders = {
  windows: path.join(import.meta.dirname, 'locales'),
  system: path.join(import.meta.dirname, '../../shared/words/system'),
}

function read(folder: keyof typeof folders, locale: string): Words {
  return flatten(JSON.parse(readFileSync(path.join(folders[folder], `${locale}.json`), 'utf8')))
}

function flatten(value: unknown, prefix = ''): Words {
  if (typeof value === 'string') return new Map([[prefix, value]])
  return new Map(
    Object.entries(value as object).flatMap(([key, inner]) => [
      ...flatten(inner, prefix === '' ? key : `${prefix}.${key}`),
    ]),
  )
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').toSorted()
const stems = (words: Words) => [...new Set([...words.keys()].map(stem))].toSorted()

const catalogues = locales.flatMap((locale) => [['windows', locale] as const, ['system', locale] as const])

describe.each(catalogues)('%s in %s', (folder, locale) => {
  const english = read(folder, 'en')
  const words = read(folder, locale)

  it('says everything that English says, and nothing else', () => {
    expect(stems(words)).toEqual(stems(english))
  })

  it('leaves nothing empty', () => {
    expect([...words].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('has every plural form of its language, and only those', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted()
    const counted = [...new Set([...words.keys()].filter((key) => plural.test(key)).map(stem))]
    expect(counted.length).toBeGreaterThan(0)
    for (const key of counted) {
      const present = [...words.keys()].filter((other) => plural.test(other) && stem(other) === key)
      expect(present.map((form) => plural.exec(form)?.[1] ?? '').toSorted(), key).toEqual(forms)
    }
  })

  it('keeps the placeholders; only a form for one certain number may say it in words', () => {
    for (const [key, text] of words) {
      const wanted = new Set(placeholders(english.get(key) ?? english.get(`${stem(key)}_other`) ?? ''))
      if (/_(zero|one|two)$/.test(key) && !text.includes('{{count')) wanted.delete('count')
      expect(placeholders(text), key).toEqual([...wanted].toSorted())
    }
  })
})

it.each(locales)('every command has a name in %s', (locale) => {
  const words = read('windows', locale)
  expect(commandIds.filter((id) => !words.has(`command.${id}`))).toEqual([])
})
