import { z } from 'zod'
import { id, text } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { isEmail } from './is-email.ts'
import { blankVisit, pageContextSchema } from './visit.ts'

/** What the shop's page, or a form in the chat, says of a conversation. What is not given stays as it is. */
export const describeVisit = defineCommand({
  type: 'conversation.describe-visit',
  version: 1,
  actors: ['customer'],
  args: z.strictObject({
    conversationId: id('ConversationId'),
    context: pageContextSchema.optional(),
    orderNumber: text(60).optional(),
    answerTo: text(200).optional(),
    consent: text(500).optional(),
  }),
  reads: ({ conversationId }) => [{ collection: 'conversation', id: conversationId }],
  reduce: (rows, { conversationId, context, orderNumber, answerTo, consent }, { now }) => {
    const conversation = rows.get('conversation', conversationId)
    if (!conversation) return refused(conversationRefusals.notFound())
    if (answerTo !== undefined && answerTo !== '' && !isEmail(answerTo)) return refused(conversationRefusals.notFound())
    const before = conversation.visit ?? blankVisit
    const isAgreed = consent !== undefined && consent !== '' && consent !== before.consent
    const visit = {
      ...before,
      ...(context ? { context } : {}),
      ...(orderNumber === undefined ? {} : { orderNumber: orderNumber.trim() }),
      ...(answerTo === undefined ? {} : { answerTo }),
      ...(isAgreed ? { consent, consentAt: now } : {}),
    }
    if (JSON.stringify(visit) === JSON.stringify(before)) return unchanged
    return applied({ collection: 'conversation', row: { ...conversation, visit } })
  },
})
