import { type Conversation, notWaiting } from '#shared/domain/conversation/conversation.ts'
import { newConversation } from '#shared/domain/conversation/new-conversation.ts'
import { withAnswer } from '#shared/domain/message/say.ts'
import { snippetOf } from '#shared/domain/message/snippet.ts'
import type { DeliveryState, TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { queueFor } from '../directory/queues.ts'
import { owned } from '../owned.ts'
import { createSeededRandom } from '../seeded-random.ts'
import type { PlannedConversation } from './planned-conversation.ts'
import type { TimedStep } from './time-turns.ts'

/** The rows that the commands would have left behind, had all of it happened here. */
export function conversationRows(
  planned: PlannedConversation,
  steps: readonly TimedStep[],
  fill: (text: string) => string,
): { readonly conversation: Conversation; readonly entries: readonly TimelineEntry[] } {
  const entries = steps.map(
    (step, index): TimelineEntry => ({
      ...owned(planned.brand),
      id: `${planned.id.replace('conversation', 'entry')}-${String(index + 1).padStart(2, '0')}` as TimelineEntry['id'],
      conversationId: planned.id,
      number: index + 1,
      kind: step.kind,
      authorKind: step.authorKind,
      authorId: step.authorId,
      text: fill(step.text),
      language: step.kind === 'event' ? '' : step.kind === 'note' ? 'en' : planned.language,
      event: step.event,
      deliveryState: deliveryState(planned, steps, index),
      dueAt: 0,
      mentions: [],
      attachments: [],
      undo: null,
      collidedWith: null,
      createdAt: step.at,
    }),
  )
  const first = entries[0]
  const lastMessage = entries.findLast((entry) => entry.kind === 'message')
  if (!first || !lastMessage) throw new Error(`${planned.id} has no message`)
  const unanswered = entries
    .slice(
      entries.findLastIndex(
        (entry) => (isOutward(entry) && entry.authorKind === 'agent') || entry.event?.type === 'resolved',
      ) + 1,
    )
    .filter((entry) => entry.authorKind === 'customer')
  const isResolved = planned.status === 'resolved'
  return {
    entries,
    conversation: {
      ...newConversation({
        ...owned(planned.brand),
        id: planned.id,
        customerId: planned.customer.id,
        channel: planned.channel,
        openedAt: first.createdAt,
      }),
      queueId: queueFor(planned.brand, planned.language, planned.tags),
      assigneeId: entries.findLast((entry) => entry.event?.type === 'assigned')?.event?.subjectId ?? null,
      subject: fill(planned.subject),
      status: planned.status,
      snoozedUntilAt: planned.status === 'snoozed' ? snoozedUntil(planned, lastMessage.createdAt) : 0,
      priority: planned.priority,
      language: planned.language,
      tags: [...planned.tags],
      lastNumber: entries.length,
      lastAnswers: answersIn(entries),
      lastMessageAt: lastMessage.createdAt,
      lastMessageBy: lastMessage.authorKind === 'system' ? 'nobody' : lastMessage.authorKind,
      snippet: snippetOf(lastMessage.text),
      waitingSinceAt: unanswered[0]?.createdAt ?? notWaiting,
      unreadCount: planned.isSeen ? 0 : unanswered.length,
      resolvedAt: isResolved ? (entries.at(-1)?.createdAt ?? 0) : 0,
    },
  }
}

const answersIn = (entries: readonly TimelineEntry[]) =>
  entries
    .filter((entry) => isOutward(entry) && entry.authorKind === 'agent')
    .reduce<Conversation['lastAnswers']>(
      (answers, { authorId, number }) => withAnswer(answers, { agentId: authorId, number }),
      [],
    )

/** Put aside for two to five days, so that it comes back within the demonstration's first days. */
function snoozedUntil({ id, agoMs }: PlannedConversation, lastAt: number): number {
  const days = createSeededRandom(`snooze ${id}`).between(2, 5)
  return lastAt + agoMs + days * 86_400_000
}

const isOutward = (entry: Pick<TimelineEntry, 'kind' | 'authorKind'>) =>
  entry.kind === 'message' && entry.authorKind !== 'customer'

/** Whoever answered has read what came before; e-mail seldom says more than that it arrived. */
function deliveryState(planned: PlannedConversation, steps: readonly TimedStep[], index: number): DeliveryState {
  const step = steps[index]
  if (!step || !isOutward(step)) return 'none'
  if (steps.slice(index).some((later) => later.authorKind === 'customer')) return 'read'
  const draw = createSeededRandom(`delivery ${planned.id} ${index}`).next()
  if (planned.status !== 'resolved' && draw < 0.25) return 'sent'
  if (planned.channel === 'email' || planned.channel === 'sms') return draw < 0.8 ? 'delivered' : 'read'
  return draw < 0.6 ? 'read' : 'delivered'
}
