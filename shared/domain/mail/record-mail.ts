import { z } from 'zod'
import { text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { entryArgs, entryReads } from '../conversation/entry-args.ts'
import { withEvent } from '../conversation/event-entry.ts'
import { conversationRefusals } from '../conversation/refusals.ts'

/** `mail-unknown`: the line broke after the whole of it was on its way. Whether it arrived is not known, and it is not sent again. */
export const mailOutcomes = ['mailed', 'mail-failed', 'mail-unknown'] as const
export type MailOutcome = (typeof mailOutcomes)[number]

/** What became of the e-mail that brings a customer the answers which their chat has not received. Told twice, it is told once. */
export const recordMail = defineCommand({
  type: 'conversation.record-mail',
  version: 1,
  actors: ['system'],
  args: entryArgs.extend({ outcome: z.enum(mailOutcomes), address: text(200) }),
  reads: entryReads,
  reduce: (rows, { conversationId, entryId, outcome, address }, context) => {
    const conversation = rows.get('conversation', conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (rows.get('timeline', entryId)) return unchanged
    return applied(...withEvent(conversation, entryId, { type: outcome, subjectId: '' }, context, address))
  },
})
