import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnItsWay } from '#shared/domain/file/is-on-its-way.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useCustomerName } from '../../parts/customer-name.ts'
import { useAgentName } from '../../parts/use-agent-name.ts'
import { useDirectory } from '../../state/directory.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { classNames } from '../../ui/class-names.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { Attachments } from './attachments/attachments.tsx'
import { DeliveryMark } from './delivery-mark.tsx'
import { FailedActions } from './failed-actions.tsx'
import { HeldActions } from './held/held-actions.tsx'
import { LinkedText } from './linked-text.tsx'
import styles from './message-bubble.module.css'
import { UndoSend } from './undo/undo-send.tsx'

interface MessageBubbleProps {
  entry: TimelineEntry
  startsGroup: boolean
  customerName: string
}

/** What a customer or an agent wrote to the other: the customer at the start of the line, the organisation at its end. */
export const MessageBubble = memo(function MessageBubble({ entry, startsGroup, customerName }: MessageBubbleProps) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const nameOfAgent = useAgentName()
  const nameOfCustomer = useCustomerName()
  const directory = useDirectory()
  const { authorKind } = entry
  const isCustomer = authorKind === 'customer'
  const author =
    authorKind === 'customer'
      ? nameOfCustomer(customerName)
      : authorKind === 'agent'
        ? nameOfAgent(entry.authorId)
        : t(`author.${authorKind}`)
  return (
    <article
      className={classNames(
        styles.message,
        isCustomer ? styles.customer : styles.agent,
        startsGroup && styles.first,
        entry.deliveryState === 'withdrawn' && styles.withdrawn,
      )}
    >
      <div className={styles.avatar}>
        {startsGroup ? (
          <Avatar
            id={entry.authorId}
            name={isCustomer ? customerName : (directory.get(entry.authorId)?.name ?? author)}
            size="small"
          />
        ) : null}
      </div>
      <div className={styles.body}>
        {startsGroup ? <bdi className={styles.author}>{author}</bdi> : <VisuallyHidden>{author}</VisuallyHidden>}
        {entry.text === '' ? null : (
          <p className={styles.bubble} dir="auto" lang={entry.language || undefined}>
            <LinkedText text={entry.text} />
          </p>
        )}
        {entry.attachments.length > 0 ? <Attachments entry={entry} /> : null}
        <p className={styles.meta}>
          <time dateTime={new Date(entry.createdAt).toISOString()} title={time.full(entry.createdAt)}>
            {time.clock(entry.createdAt)}
          </time>
          <DeliveryMark
            state={entry.deliveryState}
            dueAt={entry.dueAt}
            waitsForFiles={entry.attachments.some(isOnItsWay)}
          />
          <UndoSend entry={entry} />
        </p>
        {entry.deliveryState === 'held' ? <HeldActions entry={entry} /> : null}
        {entry.deliveryState === 'failed' ? <FailedActions entry={entry} /> : null}
      </div>
    </article>
  )
})
