import type { Instant } from '../../kit/clock.ts'
import { type ReduceContext, applied } from '../command.ts'
import { type Conversation, notWaiting } from '../conversation/conversation.ts'
import { withAssignee } from '../conversation/standing.ts'
import { isOnItsWay } from '../file/is-on-its-way.ts'
import { newEntry } from './new-entry.ts'
import { shortForm } from './snippet.ts'
import type { DeliveryState, TimelineEntry } from './timeline-entry.ts'
import { lastNumberAfter, nextNumber } from './timeline-order.ts'

interface Reply extends Pick<TimelineEntry, 'id' | 'authorId' | 'text' | 'language' | 'attachments'> {
  /** For how long it can be taken back. */
  readonly undoMs: number
}

/** What an agent tells a customer: the message, and the conversation in which nobody waits any more. */
export function say(conversation: Conversation, { undoMs, ...reply }: Reply, context: ReduceContext) {
  const isAwaited = reply.attachments.some(isOnItsWay)
  const dueAt = isAwaited || undoMs > 0 || conversation.delayedUntilAt > 0 ? dueAtOf(conversation, undoMs, context) : 0
  const number = nextNumber(conversation, context)
  const message = newEntry(
    conversation,
    {
      ...reply,
      kind: 'message',
      number,
      deliveryState: outwardState(context, dueAt > 0),
      dueAt,
      undo: dueAt > 0 ? beforeOf(conversation) : null,
    },
    context,
  )
  const isWoken = conversation.status === 'snoozed'
  const answered: Conversation = {
    ...(conversation.assigneeId === null ? withAssignee(conversation, reply.authorId) : conversation),
    ...(isWoken ? { status: 'open', before: null } : {}),
    snoozedUntilAt: 0,
    lastNumber: lastNumberAfter(conversation, number, context),
    lastAnswers: withAnswer(conversation.lastAnswers, { agentId: reply.authorId, number }),
    lastMessageAt: context.now,
    lastMessageBy: 'agent',
    snippet: shortForm(reply.text, reply.attachments),
    waitingSinceAt: notWaiting,
    unreadCount: 0,
    delayedUntilAt: dueAt,
  }
  return applied({ collection: 'timeline', row: message }, { collection: 'conversation', row: answered })
}

type Answers = Conversation['lastAnswers']

/** The newest of each agent, of the two who answered last. */
export function withAnswer(answers: Answers, answer: Answers[number]): Answers {
  const others = answers.filter(({ agentId }) => agentId !== answer.agentId)
  return [...others, answer].sort((a, b) => b.number - a.number).slice(0, 2)
}

/** Behind a reply that is still delayed, the next one waits too, and for longer: two of one agent are never swapped. */
const dueAtOf = ({ delayedUntilAt }: Conversation, undoMs: number, { now }: ReduceContext): Instant =>
  Math.max(now + undoMs, delayedUntilAt + 1)

function outwardState({ place }: ReduceContext, isDelayed: boolean): DeliveryState {
  if (place.at === 'server') return isDelayed ? 'delayed' : 'sent'
  return place.uplinked ? 'sending' : 'queued'
}

function beforeOf(conversation: Conversation): TimelineEntry['undo'] {
  const { waitingSinceAt, lastMessageAt, lastMessageBy, snippet, delayedUntilAt, lastAnswers } = conversation
  return { waitingSinceAt, lastMessageAt, lastMessageBy, snippet, delayedUntilAt, lastAnswers }
}
