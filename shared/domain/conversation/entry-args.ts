import { z } from 'zod'
import { id } from '../../schema/fields.ts'

/** Of every command that changes a conversation and is told of in its timeline: `entryId` is the line's. */
export const entryArgs = z.strictObject({ conversationId: id('ConversationId'), entryId: id('TimelineEntryId') })
export type EntryArgs = z.infer<typeof entryArgs>

export const entryReads = (given: EntryArgs) => [
  { collection: 'conversation' as const, id: given.conversationId },
  { collection: 'timeline' as const, id: given.entryId },
]
