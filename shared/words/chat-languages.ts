/** The languages that the chat speaks. */
export const chatLanguages = [
  'en',
  'zh-Hans',
  'zh-Hant',
  'ar',
  'es',
  'fr',
  'pt',
  'de',
  'it',
  'ja',
  'ko',
  'ru',
  'th',
  'vi',
  'id',
] as const
export type ChatLanguage = (typeof chatLanguages)[number]

/** The first of the wanted languages that the chat speaks, whatever its region: `pt-BR` is `pt`, `zh-TW` is `zh-Hant`. */
export function pickLanguage(wanted: readonly string[]): ChatLanguage {
  // No array methods here: this runs in a page that may have changed them.
  for (const tag of wanted) {
    if (/^zh(?![a-z])/i.test(tag)) return writtenAs(tag)
    for (const spoken of chatLanguages) if (new RegExp(`^${spoken}(?![a-z])`, 'i').test(tag)) return spoken
  }
  return 'en'
}

/** A script that is named counts for more than what a region implies. */
function writtenAs(tag: string): ChatLanguage {
  return /hans/i.test(tag) || !/[-_](hant|tw|hk|mo)/i.test(tag) ? 'zh-Hans' : 'zh-Hant'
}

export function isRightToLeft(language: ChatLanguage): boolean {
  return language === 'ar'
}
