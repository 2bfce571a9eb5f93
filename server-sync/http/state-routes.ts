import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'
import { docsPage } from './docs-page.ts'
import { sendRefusal } from './http-error.ts'

interface Needs {
  readonly version: string
  readonly metrics: Metrics
  /** Resolves when the database answers. */
  readonly checkReady: () => Promise<void>
}

/** What operators and load balancers ask. */
export function addStateRoutes(server: FastifyInstance, { version, metrics, checkReady }: Needs): void {
  server.get('/', () => ({
    name: 'Farline server',
    version,
    links: { health: '/health', ready: '/ready', metrics: '/metrics', docs: '/docs' },
  }))
  server.get('/health', () => ({ status: 'ok' }))
  server.get('/ready', async (_request, reply) => {
    try {
      await checkReady()
      return { status: 'ready' }
    } catch {
      // The failure itself is logged by whoever needed the database; here it is only an answer.
      return sendRefusal(reply, 503, 'server/not-ready')
    }
  })
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()))
  server.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage(version)))
}
