export const locales = ['en', 'zh-Hans', 'ar'] as const
export type Locale = (typeof locales)[number]

/** Each in its own words: whoever looks for their language need not know the present one. */
export const localeNames: Record<Locale, string> = { en: 'English', 'zh-Hans': '简体中文', ar: 'العربية' }

/** The chosen language, or the first of the computer's languages that Farline speaks, or English. */
export function resolveLocale(preference: Locale | 'system', systemLanguages: readonly string[]): Locale {
  if (preference !== 'system') return preference
  for (const tag of systemLanguages) {
    const language = tag.toLowerCase().split('-')[0]
    const found = locales.find((locale) => locale.split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr'
}
