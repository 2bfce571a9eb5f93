import type { ReactNode } from 'react'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import styles from './entry-lines.module.css'
import { EventLine } from './event-line.tsx'
import type { TimelineDay } from './group-entries.ts'
import { MessageBubble } from './message-bubble.tsx'
import { NoteCard } from './note-card.tsx'

interface EntryLinesProps {
  entries: TimelineDay['entries']
  customerName: string
  /** What was merged in, by the line that tells of it: it stands there with its own lines. */
  mergedAt: ReadonlyMap<string, InboxRow>
  renderMerged: (row: InboxRow) => ReactNode
}

/** What was said and what happened, line by line. */
export function EntryLines({ entries, customerName, mergedAt, renderMerged }: EntryLinesProps) {
  return (
    <ol className={styles.entries}>
      {entries.map(({ entry, startsGroup }) => {
        const merged = mergedAt.get(entry.id)
        return (
          <li key={entry.id} className={styles.entry} data-kind={entry.kind} data-author={entry.authorKind}>
            {entry.kind === 'message' ? (
              <MessageBubble entry={entry} startsGroup={startsGroup} customerName={customerName} />
            ) : entry.kind === 'note' ? (
              <NoteCard entry={entry} />
            ) : (
              <EventLine entry={entry} />
            )}
            {merged ? renderMerged(merged) : null}
          </li>
        )
      })}
    </ol>
  )
}
