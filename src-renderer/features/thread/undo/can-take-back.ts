import type { Right } from '#shared/domain/directory/rights.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { Workstation } from '../../../connection/workstation-context.ts'

type Reply = Pick<TimelineEntry, 'authorKind' | 'authorId' | 'deliveryState' | 'dueAt'>

/** By its state and never by a clock: the server says when a reply has gone out, and laptops drift by minutes. */
const hasNotGoneOut = ({ authorKind, deliveryState, dueAt }: Reply): boolean =>
  authorKind === 'agent' &&
  (deliveryState === 'delayed' || deliveryState === 'queued' || deliveryState === 'sending') &&
  dueAt > 0

export const canTakeBack = (reply: Reply, agentId: string): boolean =>
  reply.authorId === agentId && hasNotGoneOut(reply)

/** A lead also keeps back what a colleague has said: a file may hold it up for hours on a computer that is not there. */
export const canKeepBack = (reply: Reply, { id, rights }: Pick<Workstation['agent'], 'id' | 'rights'>): boolean =>
  hasNotGoneOut(reply) && (reply.authorId === id || rights.includes('conversation.direct' satisfies Right))

/** The newest of the agent's own replies that can be taken back. */
export function lastToTakeBack<Entry extends Reply>(entries: readonly Entry[], agentId: string): Entry | undefined {
  return entries.findLast((entry) => canTakeBack(entry, agentId))
}
