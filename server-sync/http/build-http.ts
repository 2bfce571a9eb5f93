import type { SecureContextOptions } from 'node:tls'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Log } from '../log/create-log.ts'
import { answerErrors, sendRefusal } from './http-error.ts'
import type { Metrics } from './metrics.ts'
import type { ProxyRule } from './proxy-rule.ts'
import { setSecurityHeaders } from './security-headers.ts'

const probes = new Set(['/health', '/ready', '/metrics'])

interface Needs {
  readonly log: Log
  readonly metrics: Metrics
  readonly proxies: ProxyRule
  readonly tls: SecureContextOptions | undefined
  /** Reachable from elsewhere: what anybody on the way could read is not answered. */
  readonly isSecureOnly: boolean
}

/** The bare server: limits, headers, errors, and one log line a request, which names the route and never the query. */
export function buildHttp({ log, metrics, proxies, tls, isSecureOnly }: Needs): FastifyInstance {
  const server = Fastify({
    logger: false,
    trustProxy: (address) => proxies.isTrusted(address),
    https: tls ?? null,
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    // Closing must not wait for idle keep-alive connections.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    // Fastify's types tell a server of TLS apart from one without; nobody here does.
  }) as unknown as FastifyInstance
  answerErrors(server, (error) => log.error({ event: 'http-failed', error }))
  server.addHook('onRequest', (request, reply, done) => {
    const isSecure = proxies.isSecure(request.raw)
    setSecurityHeaders(reply, request.url, isSecure)
    if (isSecureOnly && !isSecure && !probes.has(request.url)) {
      void sendRefusal(reply, 403, 'http/not-secure')
      return
    }
    done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched'
    metrics.requestAnswered(request.method, route, reply.statusCode, reply.elapsedTime)
    const { method } = request
    const line = { event: 'http', method, route, status: reply.statusCode, tookMs: Math.round(reply.elapsedTime) }
    // What probes and scrapers ask every few seconds would bury the rest.
    if (probes.has(route)) log.debug(line)
    else log.info(line)
    done()
  })
  return server
}
