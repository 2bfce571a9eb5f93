import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxRow, InboxView } from '#shared/rpc/queries-contract.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useCustomerName } from '../../parts/customer-name.ts'
import { openConversation } from '../../state/navigation.ts'
import styles from './waiting-conversations.module.css'

/** The conversations in which something waits for the server. */
export function WaitingConversations({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation()
  const nameOf = useCustomerName()
  const open = usePending('open')
  const resolved = usePending('resolved')
  const pending = [...open, ...resolved]
  if (pending.length === 0) return <p className={styles.none}>{t('sync.waitingElsewhere')}</p>
  return (
    <ul className={styles.list}>
      {pending.map(({ conversation, customerName }) => (
        <li key={conversation.id}>
          <button
            type="button"
            className={styles.item}
            onClick={() => {
              openConversation(conversation.id)
              onLeave()
            }}
          >
            <bdi className={styles.name}>{nameOf(customerName)}</bdi>
            <span className={styles.subject} dir="auto">
              {conversation.subject}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function usePending(view: InboxView): readonly InboxRow[] {
  const { queries } = useWorkstation()
  const list = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.inbox.watch({ view, order: 'recent', limit: 200 }, options),
      [queries, view],
    ),
    view,
  )
  return list?.rows.filter(({ isPending }) => isPending) ?? []
}
