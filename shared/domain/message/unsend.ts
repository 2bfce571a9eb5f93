import { z } from 'zod'
import { id } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { mayDirect } from '../conversation/shut.ts'
import { heldLess } from './held.ts'
import { unsaid } from './unsaid.ts'
import type { TimelineEntry } from './timeline-entry.ts'

const args = z.strictObject({ messageId: id('TimelineEntryId'), conversationId: id('ConversationId') })
const reads = (given: z.infer<typeof args>) => [
  { collection: 'conversation' as const, id: given.conversationId },
  { collection: 'timeline' as const, id: given.messageId },
]

/** Take a reply back while it is delayed. The server decides whether it still is; a desk only foresees. */
export const unsendMessage = defineCommand({
  type: 'message.unsend',
  version: 1,
  actors: ['agent'],
  args,
  reads,
  reduce: (rows, given, context) => {
    const conversation = rows.get('conversation', given.conversationId)
    const message = rows.get('timeline', given.messageId)
    if (!conversation || message?.conversationId !== conversation.id || message.deliveryState === 'none')
      return refused(conversationRefusals.notFound())
    if (message.deliveryState === 'withdrawn') return unchanged
    if (message.authorId !== context.actor.id && !mayDirect(context.actor))
      return refused(conversationRefusals.notYourMessage(message.authorId))
    // Asked back before its author knew that it is held: it is not to go out either way.
    if (message.deliveryState === 'held')
      return applied(
        { collection: 'timeline', row: { ...message, deliveryState: 'withdrawn' } },
        { collection: 'conversation', row: { ...conversation, heldCount: heldLess(conversation) } },
      )
    if (!canStillBeTakenBack(message)) return refused(conversationRefusals.alreadySent())
    return applied(
      { collection: 'timeline', row: { ...message, deliveryState: 'withdrawn', dueAt: 0, undo: null } },
      { collection: 'conversation', row: unsaid(conversation, message) },
    )
  },
})

/** Whatever its time: nobody outside has seen it yet. At the server only the first of these exists. */
const canStillBeTakenBack = ({ deliveryState, dueAt }: TimelineEntry) =>
  dueAt > 0 && (deliveryState === 'delayed' || deliveryState === 'queued' || deliveryState === 'sending')
