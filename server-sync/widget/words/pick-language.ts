import { type ChatLanguage, wordsByLanguage } from './words-by-language.ts'

/**
 * The first of the wanted languages that the chat speaks, whatever its region: `pt-BR` is `pt`. Traditional Chinese is not
 * answered with simplified; whoever wants it goes on to the next wish.
 */
export function pickLanguage(wanted: readonly string[]): ChatLanguage {
  for (const tag of wanted) {
    const [language, ...subtags] = tag.toLowerCase().split('-')
    const isTraditional = subtags.some(
      (subtag) => subtag === 'hant' || subtag === 'tw' || subtag === 'hk' || subtag === 'mo',
    )
    if (language === 'zh' && (!isTraditional || subtags.includes('hans'))) return 'zh-Hans'
    if (language !== undefined && Object.keys(wordsByLanguage).includes(language)) return language as ChatLanguage
  }
  return 'en'
}

export function isRightToLeft(language: ChatLanguage): boolean {
  return language === 'ar'
}
