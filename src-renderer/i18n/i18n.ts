import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '#shared/words/locale.ts'
import ar from './locales/ar.json'
import en from './locales/en.json'
import zhHans from './locales/zh-Hans.json'

/** All words of all windows. They are small enough to be there at once, so that no screen ever waits for its language. */
export async function startI18n(locale: Locale): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-Hans': { translation: zhHans }, ar: { translation: ar } },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return i18next
}
