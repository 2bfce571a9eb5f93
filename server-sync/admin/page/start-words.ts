import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import ar from './words/ar.json'
import en from './words/en.json'
import zhHans from './words/zh-Hans.json'

export const locales = { en: 'English', 'zh-Hans': '简体中文', ar: 'العربية' } as const
export type Locale = keyof typeof locales

const kept = 'farline-admin-language'

/** The language that was chosen here, or the browser's first one that we speak. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: chosenLocale(),
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-Hans': { translation: zhHans }, ar: { translation: ar } },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  show(chosenLocale())
}

export async function chooseLocale(locale: Locale): Promise<void> {
  localStorage.setItem(kept, locale)
  await i18next.changeLanguage(locale)
  show(locale)
}

function chosenLocale(): Locale {
  const all = Object.keys(locales) as Locale[]
  const wanted = [localStorage.getItem(kept) ?? '', ...navigator.languages]
  for (const tag of wanted) {
    const found = all.find((locale) => locale === tag || locale.split('-')[0] === tag.toLowerCase().split('-')[0])
    if (found) return found
  }
  return 'en'
}

function show(locale: Locale): void {
  document.documentElement.lang = locale
  document.documentElement.dir = locale === 'ar' ? 'rtl' : 'ltr'
}
