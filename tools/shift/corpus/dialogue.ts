import { z } from 'zod'
import { messageMaxLength } from '#shared/domain/message/message-limits.ts'

const turnSchema = z.tuple([z.enum(['customer', 'agent']), z.string().min(1).max(messageMaxLength)])

/** One line of a corpus; what else stands in it is nobody's business here. */
export const dialogueSchema = z.object({ id: z.string().min(1), turns: z.array(turnSchema).min(1) })
export type Dialogue = z.infer<typeof dialogueSchema>
