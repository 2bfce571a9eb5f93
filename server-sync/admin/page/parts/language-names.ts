import { useTranslation } from 'react-i18next'

/** `zh-Hans` → 简体中文 in the page's language; the tag itself where the browser knows no name. */
export function useLanguageNames(): (tags: readonly string[]) => string {
  const { i18n } = useTranslation()
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' })
  const nameOf = (tag: string) => {
    try {
      return names.of(tag) ?? tag
    } catch (error) {
      if (error instanceof RangeError) return tag
      throw error
    }
  }
  return (tags) => tags.map(nameOf).join(' · ')
}

export function useInstants(): (at: number) => string {
  const { i18n } = useTranslation()
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  return (at) => format.format(at)
}
