import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ProxyRule } from '../http/proxy-rule.ts'
import type { AdminIdentity, AdminSessions } from './admin-sessions.ts'

const name = 'farline-admin'

/** Without `Max-Age` it ends with the browser; the server ends it sooner. */
export function setAdminCookie(reply: FastifyReply, token: string, isSecure: boolean): void {
  reply.header(
    'set-cookie',
    `${name}=${token}; Path=/admin; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}${token === '' ? '; Max-Age=0' : ''}`,
  )
}

export function adminToken({ headers }: FastifyRequest): string | undefined {
  return /(?:^|;\s*)farline-admin=([\w-]{43})(?:;|$)/.exec(headers.cookie ?? '')?.[1]
}

/** Who asks, or `undefined`: nobody, no more, or a request that another site made the browser send. */
export type AuthenticateAdmin = (request: FastifyRequest) => Promise<AdminIdentity | undefined>

export function createAuthenticateAdmin(sessions: AdminSessions, proxies: ProxyRule): AuthenticateAdmin {
  return async (request) => {
    const token = adminToken(request)
    if (token === undefined || !isFromOwnPage(request, proxies)) return undefined
    return sessions.find(token)
  }
}

/**
 * What changes something carries a header that no form and no image can send, and comes from where it goes to. A browser
 * always says where a POST comes from; a script of ours on the command line does not have to.
 */
export function isFromOwnPage(request: FastifyRequest, proxies: ProxyRule): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true
  if (request.headers['x-farline-admin'] !== '1') return false
  const { origin, host } = request.headers
  if (origin === undefined) return request.headers['sec-fetch-site'] === undefined
  return origin === `${proxies.isSecure(request.raw) ? 'https' : 'http'}://${host ?? ''}`
}
