import { Square, SquareCheckBig } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import type { Preferences } from '#shared/rpc/workstation-contract.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { ChannelIcon } from '../../parts/channel-icon.tsx'
import { useCustomerName } from '../../parts/customer-name.ts'
import { LanguageBadge } from '../../parts/language-badge.tsx'
import { PriorityMark } from '../../parts/priority-mark.tsx'
import { useIsSelected, useSelection } from '../../state/selection.ts'
import { useNow } from '../../state/now.ts'
import { classNames } from '../../ui/class-names.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { AroundMark } from '../../parts/around/around-mark.tsx'
import { DraftMark } from './draft-mark.tsx'
import styles from './inbox-list-row.module.css'
import { PendingMark } from './pending-mark.tsx'
import { UnreadMark } from './unread-mark.tsx'
import { WaitingMark } from './waiting-mark.tsx'

interface InboxListRowProps {
  row: InboxRow
  density: Preferences['density']
  isOpen: boolean
  isCursor: boolean
  position: number
  size: number
  onPress: (conversationId: string, how: 'open' | 'toggle' | 'extend') => void
}

/** Selection is a property of the row, not of the list: opening one conversation draws two rows, not all of them. */
export const InboxListRow = memo(function InboxListRow(props: InboxListRowProps) {
  const { row, density, isOpen, isCursor, position, size, onPress } = props
  const isSelected = useIsSelected(row.conversation.id)
  const isSelecting = useSelection(({ selected }) => selected.size > 0)
  const { conversation, isPending } = row
  const { t } = useTranslation()
  const { time } = useFormats()
  const now = useNow()
  const name = useCustomerName()(row.customerName)
  const isUnread = conversation.unreadCount > 0
  const language = conversation.language || undefined
  // Denser rows leave out what was said last: it is in the conversation.
  const hasSnippet = density === 'comfortable'
  const waiting = <WaitingMark sinceAt={conversation.waitingSinceAt} channel={conversation.channel} />
  return (
    // The list box around it hears the keys: it has the cursor.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      aria-selected={isOpen}
      {...(isSelecting ? { 'aria-checked': isSelected } : {})}
      aria-setsize={size}
      aria-posinset={position}
      tabIndex={isCursor ? 0 : -1}
      {...(isCursor ? { 'data-pane-entry': '' } : {})}
      data-conversation={conversation.id}
      className={classNames(
        styles.row,
        styles[density],
        isOpen && styles.open,
        isUnread && styles.unread,
        isSelected && styles.selected,
        isSelecting && styles.selecting,
      )}
      onClick={(event) =>
        onPress(conversation.id, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'open')
      }
    >
      {/* For the mouse. With keys, X on the row does it, and the row says whether it is selected. */}
      <span
        className={styles.box}
        aria-hidden="true"
        data-select=""
        onClick={(event) => {
          event.stopPropagation()
          onPress(conversation.id, event.shiftKey ? 'extend' : 'toggle')
        }}
      >
        {isSelected ? <SquareCheckBig size={16} strokeWidth={1.75} /> : <Square size={16} strokeWidth={1.75} />}
      </span>
      <span className={styles.channel}>
        <ChannelIcon channel={conversation.channel} />
        <VisuallyHidden>{t(`channel.${conversation.channel}`)}</VisuallyHidden>
      </span>
      <span className={styles.line}>
        <span className={styles.name} dir="auto" lang={language}>
          {name}
        </span>
        <LanguageBadge language={conversation.language} />
        <PriorityMark priority={conversation.priority} />
        <AroundMark conversationId={conversation.id} />
        <DraftMark conversationId={conversation.id} />
        {isPending ? <PendingMark /> : null}
        <time className={styles.time} dateTime={new Date(conversation.lastMessageAt).toISOString()}>
          {time.ago(conversation.lastMessageAt, now)}
        </time>
      </span>
      <span className={styles.line}>
        <span className={styles.subject} dir="auto" lang={language}>
          {conversation.subject}
        </span>
        {hasSnippet ? null : waiting}
        <UnreadMark count={conversation.unreadCount} />
      </span>
      {hasSnippet ? (
        <span className={styles.line}>
          <span className={styles.snippet} dir="auto" lang={language}>
            {conversation.snippet}
          </span>
          {waiting}
        </span>
      ) : null}
    </div>
  )
})
