import { z } from 'zod'
import { type WindowPlace, opaqueIdPattern, plainKinds } from './window-place.ts'

export const windowPlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(plainKinds) }),
  z.strictObject({ kind: z.literal('conversation'), conversationId: z.string().regex(opaqueIdPattern) }),
]) satisfies z.ZodType<WindowPlace>
