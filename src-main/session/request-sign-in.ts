import type { z } from 'zod'
import { type SignInReply, type signInRequestSchema, signInReplySchema } from '#shared/sync/protocol.ts'

export type SignInAnswer =
  | { readonly ok: true; readonly reply: SignInReply }
  | { readonly ok: false; readonly problem: SignInProblem }

export type SignInProblem = 'session/wrong-password' | 'session/too-many-tries' | 'session/server-unreachable'

const patienceMs = 15_000
const farewellPatienceMs = 3_000

/** Asks the server to let somebody in. The password goes nowhere else and is kept nowhere. */
export async function requestSignIn(
  serverUrl: string,
  request: z.infer<typeof signInRequestSchema>,
): Promise<SignInAnswer> {
  let response: Response
  let body: unknown
  try {
    response = await fetch(new URL('/auth/sign-in', serverUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    body = await response.json()
  } catch {
    return { ok: false, problem: 'session/server-unreachable' }
  }
  if (response.status === 401) return { ok: false, problem: 'session/wrong-password' }
  if (response.status === 429) return { ok: false, problem: 'session/too-many-tries' }
  const reply = signInReplySchema.safeParse(body)
  // An answer that is not ours comes from a proxy or a captive portal: the server was not reached.
  return response.ok && reply.success
    ? { ok: true, reply: reply.data }
    : { ok: false, problem: 'session/server-unreachable' }
}

/** Makes the token worthless. Without the server it dies by age: leaving must not depend on the network. */
export async function requestSignOut(serverUrl: string, token: string): Promise<void> {
  try {
    await fetch(new URL('/auth/sign-out', serverUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(farewellPatienceMs),
    })
  } catch {
    // Not reachable, or not in time: see above.
  }
}
