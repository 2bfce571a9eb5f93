import { CloudUpload, UserRoundCheck, UserRoundX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { ChannelIcon } from '../../parts/channel-icon.tsx'
import { useCustomerName } from '../../parts/customer-name.ts'
import { PriorityMark } from '../../parts/priority-mark.tsx'
import { useAgentName } from '../../parts/use-agent-name.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { AroundLine } from '../../parts/around/around-line.tsx'
import { SnoozeMark } from './snooze/snooze-mark.tsx'
import { TagList } from './tags/tag-list.tsx'
import { ThreadActions } from './thread-actions.tsx'
import styles from './thread-header.module.css'

export function ThreadHeader({ row, start, end }: { row: InboxRow; start?: ReactNode; end?: ReactNode }) {
  const { conversation } = row
  const { t } = useTranslation()
  const { names } = useFormats()
  const customerName = useCustomerName()(row.customerName)
  return (
    <header className={styles.header}>
      {start}
      <div className={styles.words}>
        <h2 className={styles.subject} dir="auto" lang={conversation.language || undefined}>
          {conversation.subject}
        </h2>
        <div className={styles.facts}>
          <bdi className={styles.customer}>{customerName}</bdi>
          <span className={styles.fact}>
            <ChannelIcon channel={conversation.channel} size={13} />
            {t(`channel.${conversation.channel}`)}
          </span>
          {conversation.language === '' ? null : (
            <span className={styles.fact}>{names.language(conversation.language)}</span>
          )}
          <Owner assigneeId={conversation.assigneeId} />
          {row.isPending ? (
            <span className={styles.fact}>
              <CloudUpload size={13} strokeWidth={1.75} aria-hidden="true" />
              {t('inbox.pending')}
            </span>
          ) : null}
          {conversation.status === 'snoozed' ? <SnoozeMark untilAt={conversation.snoozedUntilAt} /> : null}
          <PriorityMark priority={conversation.priority} hasWords />
          <TagList conversation={conversation} />
        </div>
        <AroundLine conversationId={conversation.id} />
      </div>
      <div className={styles.actions}>
        <ThreadActions row={row} />
        {end}
      </div>
    </header>
  )
}

function Owner({ assigneeId }: { assigneeId: string | null }) {
  const { t } = useTranslation()
  const nameOf = useAgentName()
  const Icon = assigneeId === null ? UserRoundX : UserRoundCheck
  return (
    <span className={styles.fact} title={assigneeId === null ? undefined : t('thread.assignedTo')}>
      <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
      {assigneeId === null ? (
        t('thread.unassigned')
      ) : (
        <>
          <VisuallyHidden>{t('thread.assignedTo')}</VisuallyHidden>
          <bdi>{nameOf(assigneeId)}</bdi>
        </>
      )}
    </span>
  )
}
