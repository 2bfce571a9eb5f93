import { z } from 'zod'
import { replicaId } from '#shared/schema/fields.ts'

/** Whose desk stood open when Farline was last used here; gone after a sign-out. */
export const lastSeatSchema = z.strictObject({ replicaId: replicaId() })
export type LastSeat = z.infer<typeof lastSeatSchema>
