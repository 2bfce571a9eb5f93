import i18next, { type i18n } from 'i18next'
import { type Locale, resolveLocale } from '#shared/words/locale.ts'
import ar from '#shared/words/system/ar.json' with { type: 'json' }
import en from '#shared/words/system/en.json' with { type: 'json' }
import zhHans from '#shared/words/system/zh-Hans.json' with { type: 'json' }
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'

/** `tray.unread`, without the ending of a plural form. */
type KeyOf<Words> = {
  [Name in keyof Words & string]: Words[Name] extends string ? Stem<Name> : `${Name}.${KeyOf<Words[Name]>}`
}[keyof Words & string]
type Stem<Name extends string> = Name extends `${infer Start}_${'one' | 'other'}` ? Start : Name
export type SystemKey = KeyOf<typeof en>

/** What the system's own surfaces say (menus, tray, notifications), in the language that the windows speak. */
export type SystemWords = (key: SystemKey, values?: Record<string, string | number>) => string

/** Those of now; before main is there, they have to be read first. */
export type SpokenWords = () => SystemWords | Promise<SystemWords>

interface WordsParts {
  readonly preferences: ReadableValue<{ readonly language: Locale | 'system' }>
  /** The computer's, the most wanted first. */
  readonly systemLanguages: readonly string[]
}

/** Another value with each change of the language. */
export function createSystemWords({ preferences, systemLanguages }: WordsParts): ReadableValue<SystemWords> {
  const catalogue = i18next.createInstance()
  const chosen = () => resolveLocale(preferences.get().language, systemLanguages)
  void catalogue.init({
    initAsync: false,
    lng: chosen(),
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-Hans': { translation: zhHans }, ar: { translation: ar } },
    // Menus and notifications show plain text.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  let locale = chosen()
  const words = createObservableValue(wordsIn(catalogue, locale))
  preferences.onChange(() => {
    if (chosen() === locale) return
    locale = chosen()
    words.set(wordsIn(catalogue, locale))
  })
  return words
}

/** Before anybody's preferences have been read. */
export function wordsOfComputer(systemLanguages: readonly string[]): SystemWords {
  const preferences = createObservableValue({ language: 'system' as const })
  return createSystemWords({ preferences, systemLanguages }).get()
}

function wordsIn(catalogue: i18n, locale: Locale): SystemWords {
  const translate = catalogue.getFixedT(locale)
  return (key, values = {}) => translate(key, values)
}
