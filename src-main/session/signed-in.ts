import { z } from 'zod'
import { signInReplySchema } from '#shared/sync/protocol.ts'

/** What the server said at sign-in, and which server it was: a token is never shown to another one. */
export const signedInSchema = signInReplySchema.extend({ serverUrl: z.string().max(300) })
export type SignedIn = z.infer<typeof signedInSchema>
