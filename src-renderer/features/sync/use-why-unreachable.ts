import { useTranslation } from 'react-i18next'

/** Why the server is not reached, as far as this computer can tell. */
export function useWhyUnreachable(): (problem: string) => string | null {
  const { t, i18n } = useTranslation()
  return (problem) => {
    const key = `sync.unreachable.${problem}`
    return i18n.exists(key) ? t(key as 'sync.unreachable.road/not-answered') : null
  }
}
