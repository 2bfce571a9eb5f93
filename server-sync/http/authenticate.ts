import type { IncomingHttpHeaders } from 'node:http'
import type { Session, Sessions } from '../auth/sessions.ts'

/**
 * The session of `Authorization: Bearer …`; `undefined` when there is none, or none any more. Tokens come in no other way:
 * no browser adds this header by itself, so nobody's page can speak for an agent.
 */
export async function authenticate(
  sessions: Pick<Sessions, 'find'>,
  { authorization }: IncomingHttpHeaders,
): Promise<Session | undefined> {
  const token = /^Bearer ([\w-]{43})$/.exec(authorization ?? '')?.[1]
  return token === undefined ? undefined : sessions.find(token)
}
