import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'

type Reply = Pick<TimelineEntry, 'authorKind' | 'authorId' | 'deliveryState' | 'dueAt'>

/** By its state and never by a clock: the server says when a reply has gone out, and laptops drift by minutes. */
export function canTakeBack({ authorKind, authorId, deliveryState, dueAt }: Reply, agentId: string): boolean {
  const isWaiting = deliveryState === 'delayed' || deliveryState === 'queued' || deliveryState === 'sending'
  return authorKind === 'agent' && authorId === agentId && isWaiting && dueAt > 0
}

/** The newest of the agent's own replies that can be taken back. */
export function lastToTakeBack<Entry extends Reply>(entries: readonly Entry[], agentId: string): Entry | undefined {
  return entries.findLast((entry) => canTakeBack(entry, agentId))
}
