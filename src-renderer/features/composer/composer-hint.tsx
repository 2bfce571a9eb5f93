import { AlarmClock, CircleCheck, PencilLine, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useAgentName } from '../../parts/use-agent-name.ts'
import { useAroundIn } from '../../state/around.ts'
import { useNow } from '../../state/now.ts'
import styles from './composer-hint.module.css'

/** What to know before writing: a colleague is just answering, has it, it is put aside, or it is already resolved. */
export function ComposerHint({ row: { conversation } }: { row: InboxRow }) {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const nameOf = useAgentName()
  const { time, names } = useFormats()
  const now = useNow()
  const { agents } = useAroundIn(conversation.id)
  const replying = agents.filter(({ mode }) => mode === 'replying').map(({ agentId }) => nameOf(agentId))
  if (replying.length > 0) {
    return (
      <p className={styles.hint} data-hint="replying">
        <PencilLine size={13} strokeWidth={1.75} aria-hidden="true" />
        {t('composer.hint.replying', { count: replying.length, names: names.list(replying) })}
      </p>
    )
  }
  if (conversation.status === 'resolved') {
    return (
      <p className={styles.hint}>
        <CircleCheck size={13} strokeWidth={1.75} aria-hidden="true" />
        {t('composer.hint.resolved')}
      </p>
    )
  }
  if (conversation.status === 'snoozed') {
    return (
      <p className={styles.hint}>
        <AlarmClock size={13} strokeWidth={1.75} aria-hidden="true" />
        {t('composer.hint.snoozed', { time: time.until(conversation.snoozedUntilAt, now) })}
      </p>
    )
  }
  if (conversation.assigneeId === null || conversation.assigneeId === agent.id) return null
  return (
    <p className={styles.hint}>
      <UsersRound size={13} strokeWidth={1.75} aria-hidden="true" />
      {t('composer.hint.colleague', { name: nameOf(conversation.assigneeId) })}
    </p>
  )
}
