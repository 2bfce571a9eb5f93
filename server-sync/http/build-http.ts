import type { SecureContextOptions } from 'node:tls'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { Log } from '../log/create-log.ts'
import { answerClientError } from './client-error.ts'
import { answerErrors, sendRefusal } from './http-error.ts'
import { type HttpPatience, httpPatience } from './http-patience.ts'
import { limitConnections } from './limit-connections.ts'
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
  readonly patience?: HttpPatience | undefined
}

/** Ours are a token and a few words; a browser's cookies of other services come on top. */
const headersMaxBytes = 16 * 1024

/** The bare server: limits, headers, errors, and one log line a request, which names the route and never the query. */
export function buildHttp({
  log,
  metrics,
  proxies,
  tls,
  isSecureOnly,
  patience = httpPatience,
}: Needs): FastifyInstance {
  const limits = {
    headersTimeout: patience.headersMs,
    requestTimeout: patience.requestMs,
    connectionsCheckingInterval: patience.checkEveryMs,
    maxHeaderSize: headersMaxBytes,
  }
  const options: FastifyServerOptions = {
    logger: false,
    trustProxy: (address) => proxies.isTrusted(address),
    bodyLimit: 64 * 1024,
    requestTimeout: patience.requestMs,
    connectionTimeout: patience.silenceMs,
    keepAliveTimeout: 65_000,
    clientErrorHandler: answerClientError,
    // An address that cannot be read comes before all hooks.
    frameworkErrors: (_error, request, reply) => {
      setSecurityHeaders(reply, '', proxies.isSecure(request.raw))
      void sendRefusal(reply, 400, 'http/bad-request')
    },
    // Closing must not wait for idle keep-alive connections.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  }
  const transport = tls ? { https: { ...limits, ...tls } } : { http: limits }
  // Fastify's types tell a server of TLS apart from one without; nobody here does.
  const server = Fastify({ ...options, ...transport } as FastifyServerOptions) as FastifyInstance
  limitConnections(server.server, patience)
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
