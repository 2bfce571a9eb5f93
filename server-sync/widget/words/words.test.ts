import { describe, expect, it } from 'vitest'
import { chatLanguages, pickLanguage } from '#shared/words/chat-languages.ts'
import { labels } from '../loader/labels.ts'
import { en } from './en.ts'
import { fill } from './fill.ts'
import { loadWords } from './load-words.ts'

const placesOf = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

describe.each(chatLanguages)('the words in %s', (language) => {
  it('are all there, with the same places to fill', async () => {
    const words = await loadWords(language)
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort())
    for (const [key, sentence] of Object.entries(words)) {
      expect(sentence.trim(), key).not.toBe('')
      expect(placesOf(sentence), key).toEqual(placesOf(en[key as keyof typeof en]))
    }
  })

  it('begin as the button in the corner does', async () => {
    const { open, close } = await loadWords(language)
    expect(labels[language].slice(0, 2)).toEqual([open, close])
  })

  it('are a locale that dates and numbers can be written in', () => {
    expect(Intl.DateTimeFormat.supportedLocalesOf(language)).toEqual([language])
  })
})

it('no two languages say the same sentence, so none was left untranslated', async () => {
  const said = await Promise.all(chatLanguages.map(async (language) => (await loadWords(language)).greetingDetail))
  expect(new Set(said).size).toBe(chatLanguages.length)
})

describe('pickLanguage', () => {
  it.each([
    [['de'], 'de'],
    [['pt-BR'], 'pt'],
    [['AR-eg'], 'ar'],
    [['zh'], 'zh-Hans'],
    [['zh-CN'], 'zh-Hans'],
    [['zh-Hans-HK'], 'zh-Hans'],
    [['zh-TW', 'ja'], 'zh-Hant'],
    [['zh-Hant', 'fr-CA'], 'zh-Hant'],
    [['zh_HK'], 'zh-Hant'],
    [['nl', 'es-419'], 'es'],
    [['id-ID'], 'id'],
    [['constructor', ''], 'en'],
    [[], 'en'],
  ] as const)('of %j takes %s', (wanted, picked) => {
    expect(pickLanguage(wanted)).toBe(picked)
  })
})

it('fills places literally and leaves unknown ones visible', () => {
  expect(fill('Chat with {brand} {x}', { brand: '$& {x}' })).toBe('Chat with $& {x} {x}')
})
