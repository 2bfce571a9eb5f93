import { useTranslation } from 'react-i18next'
import { useWorkstation } from '../connection/workstation-context.ts'
import { useDirectory } from '../state/directory.ts'

/** "You" for whoever sits here; a colleague by name; somebody the directory does not have (any more) says so. */
export function useAgentName(): (agentId: string) => string {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const directory = useDirectory()
  return (agentId) => (agentId === agent.id ? t('agent.you') : (directory.get(agentId)?.name ?? t('agent.unknown')))
}
