import { useTranslation } from 'react-i18next'

/** Why this computer cannot keep what is done, and what helps. */
export function useWhyNotSaving(): (problem: string) => string {
  const { t, i18n } = useTranslation()
  return (problem) => {
    const key = `sync.notSaving.${problem}`
    return i18n.exists(key) ? t(key as 'sync.notSaving.log/in-use') : t('sync.notSaving.other', { problem })
  }
}
