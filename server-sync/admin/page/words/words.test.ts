import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '#shared/domain/commands.ts'
import { directoryRefusals } from '#shared/domain/directory/refusals.ts'
import { rights } from '#shared/domain/directory/rights.ts'

const plural = /_(zero|one|two|few|many|other)$/
const stem = (key: string) => key.replace(plural, '')

function flatten(value: unknown, prefix = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[prefix, value]])
  return new Map(
    Object.entries(value as object).flatMap(([key, inner]) => [
      ...flatten(inner, prefix === '' ? key : `${prefix}.${key}`),
    ]),
  )
}

const read = (locale: string) =>
  flatten(JSON.parse(readFileSync(path.join(import.meta.dirname, `${locale}.json`), 'utf8')))
const english = read('en')
const stems = (words: Map<string, string>) => new Set([...words.keys()].map(stem))
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').toSorted()

describe.each(['en', 'zh-Hans', 'ar'])('the administration’s words in %s', (locale) => {
  const words = read(locale)

  it('say everything that English says, nothing else, and leave nothing empty', () => {
    expect([...stems(words)].toSorted()).toEqual([...stems(english)].toSorted())
    expect([...words.values()].filter((text) => text.trim() === '')).toEqual([])
  })

  it('have every plural form of the language', () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    for (const key of [...words.keys()].filter((each) => plural.test(each)).map(stem))
      for (const form of forms) expect(words.has(`${key}_${form}`), `${key}_${form}`).toBe(true)
  })

  it('keep the placeholders; only a form for one certain number may say it in words', () => {
    for (const [key, text] of words) {
      const wanted = placeholders(english.get(key) ?? english.get(`${stem(key)}_other`) ?? '')
      const isCertain = /_(zero|one|two)$/.test(key) && !text.includes('{{count')
      expect(placeholders(text), key).toEqual(isCertain ? wanted.filter((name) => name !== 'count') : wanted)
    }
  })
})

it('every word that the page asks for is there', () => {
  const known = stems(english)
  const root = path.join(import.meta.dirname, '..')
  const asked = globSync('**/*.tsx', { cwd: root }).flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => key ?? ''),
  )
  expect(asked.length).toBeGreaterThan(50)
  expect(asked.filter((key) => !known.has(key))).toEqual([])
})

it('every right, every refusal and every change of the directory has its words', () => {
  const refusals = Object.values(directoryRefusals).map((make) => make('agent' as never, '').kind)
  const verbs = Object.keys(commands).filter((type) =>
    /^(organisation|brand|site|team|queue|skill|role|agent|field|away-reason)\.(add|change|leave|return)$/.test(type),
  )
  const wanted = [
    ...rights.map((right) => `right.${right}`),
    // Said by desks only.
    ...refusals.filter((kind) => kind !== 'directory/not-at-hand').map((kind) => `refusal.${kind}`),
    ...verbs.map((verb) => `verb.${verb}`),
  ]
  expect(wanted.filter((key) => !english.has(key))).toEqual([])
})
