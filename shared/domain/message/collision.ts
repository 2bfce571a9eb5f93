import type { ReduceContext } from '../command.ts'
import type { Conversation } from '../conversation/conversation.ts'
import type { TimelineEntry } from './timeline-entry.ts'

type Collision = NonNullable<TimelineEntry['collidedWith']>

/**
 * What happened since the agent looked that makes their reply wait for a person. Without `basedOn` nobody said what they saw,
 * and only what is shut holds a reply.
 */
export function collisionOf(conversation: Conversation, { actor, basedOn }: ReduceContext): Collision | null {
  const { status, assigneeId, lastAnswers, mergedAtNumber } = conversation
  const by = (reason: Collision['reason'], agentId = '', number = 0) => ({ reason, agentId, number, sentAsId: '' })
  if (status === 'merged') return by('merged', '', mergedAtNumber)
  if (status === 'spam') return by('spam')
  const answer = lastAnswers.find(({ agentId }) => agentId !== actor.id)
  if (answer && basedOn.lastNumber !== undefined && answer.number > basedOn.lastNumber) {
    return by('answered', answer.agentId, answer.number)
  }
  const isReassigned = assigneeId !== null && assigneeId !== actor.id && assigneeId !== basedOn.assigneeId
  return basedOn.assigneeId !== undefined && isReassigned ? by('reassigned', assigneeId) : null
}
