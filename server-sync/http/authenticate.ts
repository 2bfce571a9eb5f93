import type { IncomingHttpHeaders } from 'node:http'
import type { Session, Sessions } from '../auth/sessions.ts'

/** The session of `Authorization: Bearer …`; `undefined` when there is none, or none any more. */
export async function authenticate(
  sessions: Sessions,
  { authorization }: IncomingHttpHeaders,
): Promise<Session | undefined> {
  const token = /^Bearer ([\w-]{20,100})$/.exec(authorization ?? '')?.[1]
  return token === undefined ? undefined : sessions.find(token)
}
