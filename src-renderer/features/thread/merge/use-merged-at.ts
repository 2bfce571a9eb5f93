import { useCallback, useMemo } from 'react'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { useLive } from '../../../connection/use-live.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'

/** What is merged into a conversation, by the newest of its lines that tells of it. */
export function useMergedAt(
  conversationId: string,
  entries: readonly TimelineEntry[] | undefined,
): ReadonlyMap<string, InboxRow> {
  const { queries } = useWorkstation()
  const related = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.conversation.related({ conversationId }, options),
      [queries, conversationId],
    ),
    conversationId,
  )
  const merged = related?.merged
  return useMemo(() => {
    const lines = merged?.flatMap((row) => {
      const line = entries?.findLast(
        ({ event }) => event?.type === 'absorbed' && event.subjectId === row.conversation.id,
      )
      return line ? [[line.id, row] as const] : []
    })
    return new Map(lines)
  }, [merged, entries])
}
