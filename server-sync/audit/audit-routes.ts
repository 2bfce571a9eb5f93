import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Clock } from '#shared/kit/clock.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import type { Database } from '../db/database.ts'
import { sendRefusal } from '../http/http-error.ts'
import type { RecordAudit } from './audit-entry.ts'
import { type ChainEntry, entryColumns } from './entry-hash.ts'
import { flawIn } from './verify-audit.ts'

export interface AuditReader {
  readonly agentId: string
  readonly organisationId: string
  readonly rights: readonly Right[]
}

interface Needs {
  readonly database: Database
  readonly clock: Clock
  readonly recordAudit: RecordAudit
  readonly authenticate: (request: FastifyRequest) => Promise<AuditReader | undefined>
}

const querySchema = z.strictObject({
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** Who reads the record is in the record: once an hour. */
const hourMs = 3_600_000

/**
 * `GET /admin/api/audit?before=N&limit=M` → `{entries: [{number, at, actorKind, actorId, verb, subjectId, detail}], brokenAt}`,
 * newest first, `brokenAt` the first of them that is not as it was written (null: none); 401 `auth/signed-out`, 403 `auth/not-allowed` without the right to read it.
 */
export function addAuditRoutes(server: FastifyInstance, { database, clock, recordAudit, authenticate }: Needs): void {
  server.get('/admin/api/audit', async (request, reply) => {
    const reader = await authenticate(request)
    if (!reader) return sendRefusal(reply, 401, 'auth/signed-out')
    if (!reader.rights.includes('audit.read')) return sendRefusal(reply, 403, 'auth/not-allowed')
    const query = querySchema.safeParse(request.query)
    if (!query.success) return sendRefusal(reply, 400, 'http/bad-request')
    const found = await readAudit(reader, query.data.before ?? Number.MAX_SAFE_INTEGER, query.data.limit)
    const brokenAt = flawIn(found.toReversed())?.number ?? null
    return reply.header('cache-control', 'no-store').send({ entries: found.map(shown), brokenAt })
  })

  function readAudit({ agentId, organisationId, rights }: AuditReader, before: number, limit: number) {
    const actor = { kind: 'agent', id: agentId, organisationId, brandIds: [], rights } as const
    return database.transaction(
      async (db) => {
        const found = await db.query<ChainEntry>(
          `SELECT ${entryColumns} FROM audit WHERE organisation_id = $1 AND number < $2 ORDER BY number DESC LIMIT ${limit}`,
          [organisationId, before],
        )
        const [known] = await db.query(
          `SELECT FROM audit WHERE organisation_id = $1 AND verb = 'audit.read' AND actor_id = $2 AND at > $3 LIMIT 1`,
          [organisationId, agentId, clock.now() - hourMs],
        )
        if (!known) {
          await recordAudit(db, {
            organisationId,
            actorKind: 'agent',
            actorId: agentId,
            verb: 'audit.read',
            subjectId: organisationId,
            detail: {},
          })
        }
        return found
      },
      { actor },
    )
  }
}

const shown = ({ number, at, actorKind, actorId, verb, subjectId, detail }: ChainEntry) => ({
  number,
  at,
  actorKind,
  actorId,
  verb,
  subjectId,
  detail: JSON.parse(detail) as unknown,
})
