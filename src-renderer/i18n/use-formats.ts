import { useTranslation } from 'react-i18next'
import { formatsLocale } from './formats-locale.ts'
import { type Names, createNames } from './names.ts'
import { type TimeFormats, createTimeFormats } from './time-formats.ts'

export interface Formats {
  locale: string
  time: TimeFormats
  names: Names
}

const made = new Map<string, Formats>()

/** Formats of the interface's language. Making them is slow, so each language's are made once. */
export function useFormats(): Formats {
  const { i18n } = useTranslation()
  const locale = i18n.resolvedLanguage ?? 'en'
  const known = made.get(locale)
  if (known) return known
  const regional = formatsLocale(locale, navigator.languages)
  const formats = { locale: regional, time: createTimeFormats(regional), names: createNames(regional) }
  made.set(locale, formats)
  return formats
}
