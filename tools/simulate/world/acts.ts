import { priorities } from '#shared/domain/conversation/priorities.ts'
import type { NewCommand } from '../../../src-main/sync/command-log/command-log.ts'

/** What an agent does next, made of two numbers. `token` says who wrote it as which of theirs, for what people read. */
export function actOf(x: number, y: number, token: string, entryId: string, agentId: string): NewCommand {
  const conversationId = conversationIds[y % conversationIds.length] ?? ''
  const of = (type: string, args: Record<string, unknown>, basedOn: NewCommand['basedOn'] = {}): NewCommand => ({
    type,
    version: 1,
    args: { conversationId, ...args },
    basedOn,
  })
  const tag = `tag-${y % 4}`
  // Now and then the agent saw little of what had been said: where a teammate answered since, the reply holds itself.
  const saw = y % 3 === 0 ? { lastNumber: y % 11 } : {}
  if (x < 330) return of('message.send', { messageId: entryId, text: token, language: 'en' }, saw)
  if (x < 420) return of('note.add', { noteId: entryId, text: token, language: 'en' })
  if (x < 470) return of('tag.add', { tag })
  if (x < 510) return of('tag.remove', { tag })
  if (x < 530) return of('conversation.mark-spam', { entryId })
  if (x < 550) return of('conversation.not-spam', { entryId })
  if (x < 560) return of('conversation.prioritise', { entryId, priority: priorities[y % 4] })
  if (x < 575)
    return of('conversation.link', {
      otherId: 'conversation-a',
      entryId,
      otherEntryId: `other-${entryId}`.slice(0, 36),
    })
  if (x < 590)
    return of(
      'conversation.transfer',
      {
        to: { kind: 'queue', queueId: 'queue-a-de' },
        note: '',
        noteId: `note-${entryId}`.slice(0, 36),
        entryId,
        language: '',
      },
      { assigneeId: agentId },
    )
  if (x < 650) return of('conversation.assign', { assigneeId: agentId, entryId }, { assigneeId: null })
  if (x < 680) return of('conversation.assign', { assigneeId: null, entryId })
  if (x < 730) return of('conversation.resolve', { entryId })
  if (x < 770) return of('conversation.reopen', { entryId })
  if (x < 950) return of('conversation.mark-read', {})
  return of('message.send', { messageId: entryId, text: token, language: 'en', conversationId: 'nowhere' })
}

export const customerConversation = (index: number) => `conversation-of-${index}`

/** The last two come into being with their customer's first message; the one before belongs to a brand not all serve. */
export const conversationIds: readonly string[] = [
  'conversation-a',
  'conversation-c',
  'conversation-b',
  customerConversation(0),
  customerConversation(1),
]
