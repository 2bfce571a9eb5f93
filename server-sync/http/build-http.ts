import Fastify, { type FastifyInstance } from 'fastify'
import type { Log } from '../log/create-log.ts'
import { answerClientError } from './client-error.ts'
import { answerErrors, sendRefusal } from './http-error.ts'
import { type HttpPatience, httpPatience } from './http-patience.ts'
import { limitConnections } from './limit-connections.ts'
import type { Metrics } from './metrics.ts'
import { setSecurityHeaders } from './security-headers.ts'

const probes = new Set(['/health', '/ready', '/metrics'])

interface Needs {
  readonly log: Log
  readonly metrics: Metrics
  readonly patience?: HttpPatience
}

/** Ours are a token and a few words; a browser's cookies of other services come on top. */
const headersMaxBytes = 16 * 1024

/** The bare server: limits, headers, errors, and one log line a request, which names the route and never the query. */
export function buildHttp({ log, metrics, patience = httpPatience }: Needs): FastifyInstance {
  const server = Fastify({
    logger: false,
    bodyLimit: 64 * 1024,
    requestTimeout: patience.requestMs,
    connectionTimeout: patience.silenceMs,
    keepAliveTimeout: 65_000,
    http: {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.checkEveryMs,
      maxHeaderSize: headersMaxBytes,
    },
    clientErrorHandler: answerClientError,
    // An address that cannot be read comes before all hooks.
    frameworkErrors: (_error, _request, reply) => {
      setSecurityHeaders(reply, '')
      void sendRefusal(reply, 400, 'http/bad-request')
    },
    // Closing must not wait for idle keep-alive connections.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  limitConnections(server.server, patience)
  answerErrors(server, (error) => log.error({ event: 'http-failed', error }))
  server.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(reply, request.url)
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
