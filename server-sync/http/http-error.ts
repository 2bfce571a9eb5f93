import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Beside the kind. */
interface More {
  readonly retryAfterMs?: number | undefined
  readonly wipeId?: string
  readonly wholeDevice?: boolean
  /** Of a refused command. */
  readonly detail?: Readonly<Record<string, string | number>> | undefined
}

/** An expected refusal, as JSON: `{kind}`. */
export function sendRefusal(
  reply: FastifyReply,
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 416 | 429 | 503,
  kind: string,
  { retryAfterMs, wipeId, wholeDevice, detail }: More = {},
): FastifyReply {
  if (retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(retryAfterMs / 1_000))
  return reply.status(status).send({
    kind,
    // What is undefined is not written.
    retryAfterMs: retryAfterMs === undefined ? undefined : Math.ceil(retryAfterMs),
    wipeId,
    wholeDevice,
    detail,
  })
}

export function answerErrors(server: FastifyInstance, onFailure: (error: unknown) => void): void {
  server.setNotFoundHandler((_request: FastifyRequest, reply) => sendRefusal(reply, 404, 'http/not-found'))
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500
    // Fastify's own refusals: a body that is too large, no JSON, of another type.
    if (status === 413) return sendRefusal(reply, 413, 'http/too-large')
    if (status >= 400 && status < 500) return sendRefusal(reply, 400, 'http/bad-request')
    onFailure(error)
    return reply.status(500).send({ kind: 'http/internal' })
  })
}
