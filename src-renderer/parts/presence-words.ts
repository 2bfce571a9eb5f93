import { useTranslation } from 'react-i18next'
import type { AgentPresence } from '#shared/sync/presence-protocol.ts'
import { useDirectory } from '../state/directory.ts'

/** "Away: Lunch", "Away: nobody at the computer", "Busy". A reason that the directory does not have says nothing. */
export function usePresenceWords(): (presence: Pick<AgentPresence, 'state' | 'reasonId' | 'cause'>) => string {
  const { t } = useTranslation()
  const directory = useDirectory()
  return ({ state, reasonId, cause }) => {
    const words = t(`presence.state.${state}`)
    const reason = directory.get(reasonId)?.name
    if (reason !== undefined) return t('presence.because', { state: words, reason })
    if (cause === 'idle' || cause === 'locked' || cause === 'dark')
      return t('presence.because', { state: words, reason: t(`presence.cause.${cause}`) })
    return words
  }
}
