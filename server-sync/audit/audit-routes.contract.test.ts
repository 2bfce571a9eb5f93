import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { type AuditReader, addAuditRoutes } from './audit-routes.ts'
import { createRecordAudit } from './record-audit.ts'

describe.each(engines)('reading the audit on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  let server: FastifyInstance
  let reader: AuditReader | undefined
  const time = createManualTime(10_000_000)
  beforeAll(async () => {
    engine = await start()
    test = await engine.fresh()
    const recordAudit = createRecordAudit(time.clock)
    server = Fastify()
    addAuditRoutes(server, {
      database: test.database,
      clock: time.clock,
      recordAudit,
      authenticate: async () => reader,
    })
    await test.database.transaction(async (db) => {
      for (const [organisationId, subjectId] of [
        ['org-1', 'first'],
        ['org-2', 'foreign'],
        ['org-1', 'second'],
      ] as const) {
        const who = { actorKind: 'agent', actorId: 'lea', verb: 'conversation.assign' } as const
        await recordAudit(db, { organisationId, subjectId, ...who, detail: { assigneeWas: 'ana' } })
      }
    })
  })
  afterAll(async () => {
    await server.close()
    await test.close()
    await engine.stop()
  })

  async function read(query = '') {
    const answer = await server.inject(`/admin/api/audit${query}`)
    return { status: answer.statusCode, body: answer.json() as { entries?: { subjectId: string }[]; kind?: string } }
  }

  it('is for those who may read it, of their own organisation only, and is itself recorded once an hour', async () => {
    expect(await read()).toMatchObject({ status: 401 })
    reader = { agentId: 'ana', organisationId: 'org-1', rights: ['conversation.work'] }
    expect(await read()).toMatchObject({ status: 403, body: { kind: 'auth/not-allowed' } })
    reader = { ...reader, rights: ['audit.read'] }
    const subjects = async (query?: string) => (await read(query)).body.entries?.map(({ subjectId }) => subjectId)
    expect(await subjects()).toEqual(['second', 'first'])
    expect(await subjects()).toEqual(['org-1', 'second', 'first'])
    expect(await subjects('?before=2&limit=5')).toEqual(['first'])
    time.advance(3_600_001)
    await read()
    expect(await subjects()).toEqual(['org-1', 'org-1', 'second', 'first'])
    expect(await read('?limit=0')).toMatchObject({ status: 400 })
    expect(await read('?limit=9000&x=1')).toMatchObject({ status: 400 })
  })
})
