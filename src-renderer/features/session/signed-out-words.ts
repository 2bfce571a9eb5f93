import type { i18n } from 'i18next'

/** Why a session ended, in words; a reason this build does not know is told as such, not hidden. */
export function signedOutWords(problem: string | null, { t, exists }: Pick<i18n, 't' | 'exists'>): string | null {
  if (problem === null) return null
  const key = `signIn.ended.${problem}`
  return exists(key) ? t(key as 'signIn.ended.unknown') : t('signIn.ended.unknown')
}
