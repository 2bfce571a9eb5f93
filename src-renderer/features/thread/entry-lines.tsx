import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import styles from './entry-lines.module.css'
import { EventLine } from './event-line.tsx'
import type { TimelineDay } from './group-entries.ts'
import { MergedTimeline } from './merge/merged-timeline.tsx'
import { MessageBubble } from './message-bubble.tsx'
import { NoteCard } from './note-card.tsx'

interface EntryLinesProps {
  entries: TimelineDay['entries']
  customerName: string
  /** What was merged in, by the line that tells of it: it stands there with its own lines. */
  mergedAt: ReadonlyMap<string, InboxRow>
}

/** What was said and what happened, line by line. */
export function EntryLines({ entries, customerName, mergedAt }: EntryLinesProps) {
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
            {merged ? <MergedTimeline row={merged} /> : null}
          </li>
        )
      })}
    </ol>
  )
}
