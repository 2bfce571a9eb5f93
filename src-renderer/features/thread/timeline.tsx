import { ArrowDown } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useNow } from '../../state/now.ts'
import { Button } from '../../ui/button.tsx'
import { EntryLines } from './entry-lines.tsx'
import { groupEntries } from './group-entries.ts'
import { renderMerged } from './merge/merged-timeline.tsx'
import { useMergedAt } from './merge/use-merged-at.ts'
import styles from './timeline.module.css'
import { useUndoSend } from './undo/use-take-back.ts'
import { useStickToEnd } from './use-stick-to-end.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

const pageSize = 200
const most = 1_000

export function Timeline({ row }: { row: InboxRow }) {
  const { t } = useTranslation()
  const { queries } = useWorkstation()
  const { time } = useFormats()
  const now = useNow()
  const [limit, setLimit] = useState(pageSize)
  const conversationId = row.conversation.id
  const entries = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.conversation.timeline({ conversationId, limit }, options),
      [queries, conversationId, limit],
    ),
    conversationId,
  )
  useUndoSend(entries)
  const mergedAt = useMergedAt(conversationId, entries)
  const { box, isAtEnd, goToEnd, onScroll } = useStickToEnd(entries)
  const days = useMemo(() => groupEntries(entries ?? [], time.isSameDay), [entries, time])

  return (
    <div className={styles.frame}>
      <ScrollRegion
        ref={box}
        className={styles.scroll}
        label={t('thread.timeline')}
        data-pane-entry=""
        onScroll={onScroll}
      >
        <div className={styles.column}>
          {entries && entries.length >= limit && limit < most ? (
            <Button look="quiet" size="small" onPress={() => setLimit((before) => Math.min(before + pageSize, most))}>
              {t('thread.earlier')}
            </Button>
          ) : null}
          {days.map((day) => (
            <section key={day.startedAt} className={styles.day} aria-label={time.day(day.startedAt, now)}>
              <h3 className={styles.date}>
                <span className={styles.dateWords}>{time.day(day.startedAt, now)}</span>
              </h3>
              <EntryLines
                entries={day.entries}
                customerName={row.customerName}
                mergedAt={mergedAt}
                renderMerged={renderMerged}
              />
            </section>
          ))}
        </div>
      </ScrollRegion>
      {isAtEnd ? null : (
        <div className={styles.toEnd}>
          <Button size="small" icon={<ArrowDown size={14} aria-hidden="true" />} onPress={goToEnd}>
            {t('thread.toEnd')}
          </Button>
        </div>
      )}
    </div>
  )
}
