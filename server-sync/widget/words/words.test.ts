import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { fill } from './fill.ts'
import { pickLanguage } from './pick-language.ts'
import { wordsByLanguage } from './words-by-language.ts'

const placesOf = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

describe.each(Object.entries(wordsByLanguage))('the words in %s', (language, words) => {
  it('are all there, with the same places to fill', () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort())
    for (const [key, sentence] of Object.entries(words)) {
      expect(sentence.trim(), key).not.toBe('')
      expect(placesOf(sentence), key).toEqual(placesOf(en[key as keyof typeof en]))
    }
  })

  it('are a locale that dates and numbers can be written in', () => {
    expect(Intl.DateTimeFormat.supportedLocalesOf(language)).toEqual([language])
  })
})

describe('pickLanguage', () => {
  it.each([
    [['de'], 'de'],
    [['pt-BR'], 'pt'],
    [['AR-eg'], 'ar'],
    [['zh'], 'zh-Hans'],
    [['zh-CN'], 'zh-Hans'],
    [['zh-Hans-HK'], 'zh-Hans'],
    [['zh-TW', 'ja'], 'ja'],
    [['zh-Hant', 'fr-CA'], 'fr'],
    [['it', 'nl', 'es-419'], 'es'],
    [['constructor', ''], 'en'],
    [[], 'en'],
  ] as const)('of %j takes %s', (wanted, picked) => {
    expect(pickLanguage(wanted)).toBe(picked)
  })
})

it('fills places literally and leaves unknown ones visible', () => {
  expect(fill('Chat with {brand} {x}', { brand: '$& {x}' })).toBe('Chat with $& {x} {x}')
})
