import { z } from 'zod'
import { text } from '#shared/schema/fields.ts'
import { hereMax, hereModes } from '#shared/sync/around-protocol.ts'

const placeShape = { id: text(36), organisationId: text(36), brandId: text(36) }

/** What one node tells the others. Whole and not what has changed: a word that was lost is made good by the next. */
const aroundWordSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('here'),
    replicaId: text(36),
    agentId: text(36),
    shown: z.array(z.strictObject({ ...placeShape, mode: z.enum(hereModes) })).max(hereMax),
  }),
  z.strictObject({ kind: z.literal('customer'), place: z.strictObject(placeShape), isTyping: z.boolean() }),
])
export type AroundWord = z.infer<typeof aroundWordSchema>

/** `undefined`: something else that nodes talk about, or the word of a newer build. */
export function parseAroundWord(word: string): AroundWord | undefined {
  const parsed = aroundWordSchema.safeParse(JSON.parse(word))
  return parsed.success ? parsed.data : undefined
}
