import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { useLive } from '../../../connection/use-live.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { Button } from '../../../ui/button.tsx'
import { EntryLines } from '../entry-lines.tsx'
import { groupEntries } from '../group-entries.ts'
import styles from './merged-timeline.module.css'
import { useMergedAt } from './use-merged-at.ts'
import { useUnmerge } from './use-unmerge.ts'

const most = 200

/** What was said in a conversation before it went on in this one, with its own numbers, and the way to take it apart. */
export function MergedTimeline({ row }: { row: InboxRow }) {
  const { t } = useTranslation()
  const { queries } = useWorkstation()
  const { time } = useFormats()
  const unmerge = useUnmerge()
  const { id, subject, language } = row.conversation
  const entries = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.conversation.timeline({ conversationId: id, limit: most }, options),
      [queries, id],
    ),
    id,
  )
  const mergedAt = useMergedAt(id, entries)
  const lines = useMemo(
    () => groupEntries(entries ?? [], time.isSameDay).flatMap((day) => day.entries),
    [entries, time],
  )
  return (
    <section className={styles.merged} aria-label={t('merge.earlier', { subject })} data-merged={id}>
      <header className={styles.header}>
        <h4 className={styles.subject} dir="auto" lang={language || undefined}>
          {subject}
        </h4>
        <Button size="small" look="quiet" onPress={inBackground(() => unmerge(row.conversation))}>
          {t('merge.part')}
        </Button>
      </header>
      <EntryLines entries={lines} customerName={row.customerName} mergedAt={mergedAt} renderMerged={renderMerged} />
    </section>
  )
}

/** What had been merged into it before. */
export const renderMerged = (row: InboxRow) => <MergedTimeline row={row} />
