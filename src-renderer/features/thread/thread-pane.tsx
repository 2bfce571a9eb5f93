import { MessagesSquare, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOpenConversation } from '../../state/open-conversation.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OfferBar } from './hand-over/offer-bar.tsx'
import { LinkDialog } from './merge/link-dialog.tsx'
import { MergeDialog } from './merge/merge-dialog.tsx'
import { MergedBar } from './merge/merged-bar.tsx'
import { MentionBar } from './mention-bar.tsx'
import { ThreadHeader } from './thread-header.tsx'
import styles from './thread-pane.module.css'
import { Timeline } from './timeline.tsx'
import { useConversationCommands } from './use-conversation-commands.ts'
import { useMarkRead } from './use-mark-read.ts'

interface ThreadPaneProps {
  /** Stands under the timeline: the composer, of another feature. */
  composer: ReactNode
  /** Buttons of the window around it: back to the list, the customer. */
  start?: ReactNode
  end?: ReactNode
}

/** One conversation, newest below. */
export function ThreadPane({ composer, start, end }: ThreadPaneProps) {
  const { t } = useTranslation()
  const open = useOpenConversation()
  const row = open.state === 'here' ? open.row : null
  useMarkRead(row)
  useConversationCommands(row)
  return (
    <section className={styles.pane} data-pane="thread" aria-label={t('thread.label')}>
      {row ? (
        <>
          <ThreadHeader row={row} start={start} end={end} />
          <MentionBar conversation={row.conversation} />
          <OfferBar conversation={row.conversation} />
          <MergedBar conversation={row.conversation} />
          <MergeDialog key={`merge ${row.conversation.id}`} row={row} />
          <LinkDialog key={`link ${row.conversation.id}`} row={row} />
          {/* Its sibling, the composer, is keyed by the bare id. */}
          <Timeline key={`timeline ${row.conversation.id}`} row={row} />
          {composer}
        </>
      ) : (
        <>
          {start === undefined && end === undefined ? null : (
            <div className={styles.bar}>
              {start}
              <span className={styles.space} />
              {end}
            </div>
          )}
          {open.state === 'none' ? (
            <EmptyState icon={<MessagesSquare size={32} strokeWidth={1.25} />} title={t('thread.none.title')}>
              {t('thread.none.lesson')}
            </EmptyState>
          ) : null}
          {open.state === 'missing' ? (
            <EmptyState icon={<SearchX size={32} strokeWidth={1.25} />} title={t('thread.missing.title')}>
              {t('thread.missing.lesson')}
            </EmptyState>
          ) : null}
        </>
      )}
    </section>
  )
}
