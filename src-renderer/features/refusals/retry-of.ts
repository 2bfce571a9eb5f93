import type { ConversationId } from '#shared/domain/conversation/conversation.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import type { RefusalCard } from '#shared/rpc/queries-contract.ts'
import {
  assignConversation,
  reopenConversation,
  resolveConversation,
  unsnoozeConversation,
} from '../../actions/conversation-actions.ts'
import type { Submitted } from '../../actions/submit.ts'
import { submitWriting } from '../../actions/writing-actions.ts'
import type { Workstation } from '../../connection/workstation-context.ts'

export interface RefusalRetry {
  name: 'retry' | 'takeOver'
  run: (desk: Pick<Workstation, 'main' | 'newId'>) => Promise<Submitted>
}

/** How a refused wish can be wished again, as a new command; undefined where the same answer would come back. */
export function retryOf(
  card: RefusalCard,
  agent: Pick<Workstation['agent'], 'id' | 'rights'>,
): RefusalRetry | undefined {
  const { type, text, files, refusal } = card
  if (card.conversationId === null) return undefined
  const conversationId = card.conversationId as ConversationId
  const assigneeId = refusal.detail?.assigneeId
  if (refusal.kind === 'conversation/already-assigned' && typeof assigneeId === 'string') {
    if (!agent.rights.includes('conversation.direct' satisfies Right)) return undefined
    return { name: 'takeOver', run: (desk) => assignConversation(desk, conversationId, agent.id, assigneeId) }
  }
  if (!refusal.retryable) return undefined
  if (type === 'conversation.resolve')
    return { name: 'retry', run: (desk) => resolveConversation(desk, conversationId) }
  if (type === 'conversation.reopen') return { name: 'retry', run: (desk) => reopenConversation(desk, conversationId) }
  if (type === 'conversation.unsnooze')
    return { name: 'retry', run: (desk) => unsnoozeConversation(desk, conversationId) }
  // Its files go to a new message by way of the composer, which says what of them is still here.
  if ((type !== 'message.send' && type !== 'note.add') || text === null || files.length > 0) return undefined
  const mode = type === 'note.add' ? 'note' : 'reply'
  return { name: 'retry', run: (desk) => submitWriting(desk, { mode, entryId: desk.newId(), conversationId, text }) }
}
