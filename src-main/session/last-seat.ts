import { z } from 'zod'
import { text } from '#shared/schema/fields.ts'

/** Whose desk stood open when Farline was last used here; gone after a sign-out. */
export const lastSeatSchema = z.strictObject({ replicaId: text(36).min(1) })
export type LastSeat = z.infer<typeof lastSeatSchema>
