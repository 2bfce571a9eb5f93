import type { Conversation } from '../conversation/conversation.ts'
import { withAnswer } from './say.ts'
import type { TimelineEntry } from './timeline-entry.ts'

/** As if it had never been written: whoever waited for this answer waits again, and what waits behind it goes on waiting. */
export function unsaid(conversation: Conversation, { undo, createdAt, dueAt, number }: TimelineEntry): Conversation {
  if (!undo) return conversation
  const isNewest = conversation.lastMessageBy === 'agent' && conversation.lastMessageAt === createdAt
  const { lastMessageAt, lastMessageBy, snippet } = isNewest ? undo : conversation
  const waitsNot = conversation.status === 'resolved' || conversation.status === 'spam'
  const waitingSinceAt = waitsNot
    ? conversation.waitingSinceAt
    : Math.min(conversation.waitingSinceAt, undo.waitingSinceAt)
  const delayedUntilAt = conversation.delayedUntilAt === dueAt ? undo.delayedUntilAt : conversation.delayedUntilAt
  const answers = conversation.lastAnswers.filter((answer) => answer.number !== number)
  const lastAnswers = undo.lastAnswers
    .filter(({ agentId }) => !answers.some((answer) => answer.agentId === agentId))
    .reduce(withAnswer, answers)
  return { ...conversation, waitingSinceAt, lastMessageAt, lastMessageBy, snippet, delayedUntilAt, lastAnswers }
}
