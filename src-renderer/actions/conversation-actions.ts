import type { CommandArgs } from '#shared/domain/commands.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Customer } from '#shared/domain/customer/customer.ts'
import type { Priority } from '#shared/domain/conversation/priorities.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { Instant } from '#shared/kit/clock.ts'
import type { Workstation } from '../connection/workstation-context.ts'
import { type Submitted, submit } from './submit.ts'

type Desk = Pick<Workstation, 'main' | 'newId'>

const newEntryId = ({ newId }: Desk) => newId() as TimelineEntry['id']

/** `seenAssigneeId` is who had it when the agent pressed: somebody else meanwhile means a refusal, not a silent theft. */
export function assignConversation(
  desk: Desk,
  conversationId: Conversation['id'],
  assigneeId: string | null,
  seenAssigneeId: string | null,
): Promise<Submitted> {
  const args = { conversationId, assigneeId, entryId: newEntryId(desk) }
  return submit(desk.main, 'conversation.assign', args, { assigneeId: seenAssigneeId })
}

export function resolveConversation(desk: Desk, conversationId: Conversation['id']): Promise<Submitted> {
  return submit(desk.main, 'conversation.resolve', { conversationId, entryId: newEntryId(desk) })
}

export function reopenConversation(desk: Desk, conversationId: Conversation['id']): Promise<Submitted> {
  return submit(desk.main, 'conversation.reopen', { conversationId, entryId: newEntryId(desk) })
}

export function snoozeConversation(
  desk: Desk,
  conversationId: Conversation['id'],
  untilAt: Instant,
): Promise<Submitted> {
  return submit(desk.main, 'conversation.snooze', { conversationId, untilAt, entryId: newEntryId(desk) })
}

export function unsnoozeConversation(desk: Desk, conversationId: Conversation['id']): Promise<Submitted> {
  return submit(desk.main, 'conversation.unsnooze', { conversationId, entryId: newEntryId(desk) })
}

/** With a word about it, which may be empty; refused if somebody else has got it meanwhile. */
export function transferConversation(
  desk: Desk,
  { id, assigneeId }: Pick<Conversation, 'id' | 'assigneeId'>,
  to: CommandArgs<'conversation.transfer'>['to'],
  note: string,
): Promise<Submitted> {
  const ids = { conversationId: id, entryId: newEntryId(desk), noteId: newEntryId(desk) }
  return submit(desk.main, 'conversation.transfer', { ...ids, to, note, language: '' }, { assigneeId })
}

export function prioritiseConversation(desk: Desk, conversationId: Conversation['id'], priority: Priority) {
  return submit(desk.main, 'conversation.prioritise', { conversationId, priority, entryId: newEntryId(desk) })
}

export function markAsSpam(desk: Desk, conversationId: Conversation['id']): Promise<Submitted> {
  return submit(desk.main, 'conversation.mark-spam', { conversationId, entryId: newEntryId(desk) })
}

export function markAsNotSpam(desk: Desk, conversationId: Conversation['id']): Promise<Submitted> {
  return submit(desk.main, 'conversation.not-spam', { conversationId, entryId: newEntryId(desk) })
}

export function declineOffer(desk: Desk, conversationId: Conversation['id']): Promise<Submitted> {
  return submit(desk.main, 'conversation.decline-offer', { conversationId, entryId: newEntryId(desk) })
}

export function readMention({ main }: Pick<Desk, 'main'>, conversationId: Conversation['id']): Promise<Submitted> {
  return submit(main, 'mention.read', { conversationId })
}

export function addTag({ main }: Pick<Desk, 'main'>, conversationId: Conversation['id'], tag: string) {
  return submit(main, 'tag.add', { conversationId, tag })
}

export function removeTag({ main }: Pick<Desk, 'main'>, conversationId: Conversation['id'], tag: string) {
  return submit(main, 'tag.remove', { conversationId, tag })
}

export function markConversationRead(desk: Desk, conversationId: Conversation['id']): Promise<Submitted> {
  return submit(desk.main, 'conversation.mark-read', { conversationId })
}

interface Pair {
  readonly from: Conversation['id']
  readonly into: Conversation['id']
}

/** @param customerIds after a merge of customers: the rows that show both to be one person's */
export function mergeConversations(
  desk: Desk,
  { from, into }: Pair,
  customerIds: readonly Customer['id'][],
): Promise<Submitted> {
  const ids = { fromId: from, intoId: into, entryId: newEntryId(desk), intoEntryId: newEntryId(desk) }
  return submit(desk.main, 'conversation.merge', { ...ids, customerIds: [...new Set(customerIds)].slice(0, 10) })
}

export function unmergeConversations(desk: Desk, { from, into }: Pair): Promise<Submitted> {
  const ids = { fromId: from, intoId: into, entryId: newEntryId(desk), intoEntryId: newEntryId(desk) }
  return submit(desk.main, 'conversation.unmerge', ids)
}

export function linkConversations(desk: Desk, conversationId: Conversation['id'], otherId: Conversation['id']) {
  const ids = { conversationId, otherId, entryId: newEntryId(desk), otherEntryId: newEntryId(desk) }
  return submit(desk.main, 'conversation.link', ids)
}

export function unlinkConversations(desk: Desk, conversationId: Conversation['id'], otherId: Conversation['id']) {
  const ids = { conversationId, otherId, entryId: newEntryId(desk), otherEntryId: newEntryId(desk) }
  return submit(desk.main, 'conversation.unlink', ids)
}

/** Refused for whoever may not direct. It ends by itself after `forMs`, by the server's clock. */
export function offerConversation(desk: Desk, conversationId: Conversation['id'], agentId: string, forMs: number) {
  return submit(desk.main, 'conversation.offer', { conversationId, agentId, forMs, entryId: newEntryId(desk) })
}

export function withdrawOffer(desk: Desk, conversationId: Conversation['id']): Promise<Submitted> {
  return submit(desk.main, 'conversation.withdraw-offer', { conversationId, entryId: newEntryId(desk) })
}
