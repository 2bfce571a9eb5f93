import type { Refusal } from '../../kit/refusal.ts'
import type { Actor } from '../command.ts'
import type { Conversation } from './conversation.ts'
import { conversationRefusals } from './refusals.ts'

/** Why nothing more is done with a conversation as long as it is merged away or spam. */
export function shut({ status, mergedIntoId }: Conversation): Refusal | undefined {
  if (status === 'merged') return conversationRefusals.merged(mergedIntoId ?? '')
  return status === 'spam' ? conversationRefusals.isSpam() : undefined
}

export const mayDirect = ({ kind, rights }: Actor) => kind === 'system' || rights.includes('conversation.direct')

/** Why this actor may not put away what a colleague has. */
export function keptByOther({ assigneeId }: Conversation, actor: Actor): Refusal | undefined {
  if (assigneeId === null || assigneeId === actor.id || mayDirect(actor)) return undefined
  return conversationRefusals.notYours(assigneeId)
}

/** Why this actor may not take it from whoever has it. Whoever gave it away may take it back until something happens in it. */
export function keptFrom(conversation: Conversation, actor: Actor): Refusal | undefined {
  const { handover, lastNumber } = conversation
  if (handover?.byId === actor.id && handover.number === lastNumber) return undefined
  return keptByOther(conversation, actor)
}
