import type { z } from 'zod'
import type { secondFactorBegunSchema } from '#shared/sync/auth-protocol.ts'

/** The key of a second factor that is being set up: for typing, and as an address for a telephone's camera. */
export type SecondFactorBegun = z.infer<typeof secondFactorBegunSchema>
