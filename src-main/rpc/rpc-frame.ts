import { z } from 'zod'

/** What oRPC's peers say to each other, as JSON text: calls, what follows in their streams, and calling them off. */
const frameSchema = z.union([
  z.strictObject({
    i: z.string().min(1).max(60),
    t: z.literal(1).optional(),
    p: z.strictObject({
      u: z
        .string()
        .max(300)
        .regex(/^\/[\w/-]*$/),
      b: z.unknown().optional(),
      m: z.enum(['POST', 'GET']).optional(),
      // Files travel with a type of their own; ours send none.
      h: z
        .record(z.string(), z.unknown())
        .refine((headers) => Object.keys(headers).every((name) => !name.toLowerCase().startsWith('content-')))
        .optional(),
    }),
  }),
  z.strictObject({
    i: z.string().min(1).max(60),
    t: z.literal(3),
    p: z.looseObject({ e: z.enum(['message', 'error', 'done']) }),
  }),
  z.strictObject({ i: z.string().min(1).max(60), t: z.literal(4), p: z.unknown().optional() }),
])

/** As much as the browser host's sockets take. */
const frameMaxChars = 1024 * 1024

/**
 * oRPC trusts the shape of what it hears: anything else would end as a promise that nobody waits for. It is looked at
 * before, whoever sent it.
 */
export function isRpcFrame(data: unknown): data is string {
  if (typeof data !== 'string' || data.length > frameMaxChars) return false
  try {
    return frameSchema.safeParse(JSON.parse(data)).success
  } catch {
    return false // Not JSON.
  }
}
