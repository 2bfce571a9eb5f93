import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import { startEmbeddedPostgres } from '../../tools/postgres/start-embedded-postgres.ts'
import { createRecordAudit } from '../audit/record-audit.ts'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrations/migrate.ts'
import { migrations } from '../db/migrations/migrations.ts'
import { openPostgres } from '../db/postgres/open-postgres.ts'
import { opened } from '../testing/engines.ts'
import { ana, fillWorkplace } from '../testing/workplace.ts'

/** As on a managed PostgreSQL: the server's user owns its database and is no superuser. */
describe('a database whose owner is no superuser', () => {
  let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>
  let admin: pg.Client
  const open: Database[] = []
  beforeAll(async () => {
    server = await startEmbeddedPostgres()
    admin = new pg.Client({ connectionString: server.url })
    await admin.connect()
  })
  afterAll(async () => {
    for (const database of open) await database.close()
    await admin.end()
    await server.stop()
  })

  async function databaseOf(user: string, attributes: string): Promise<Database> {
    await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret' ${attributes}`)
    await admin.query(`CREATE DATABASE ${user} OWNER ${user}`)
    const url = new URL(server.url)
    url.pathname = `/${user}`
    url.username = user
    url.password = 'secret'
    const database = opened(await openPostgres({ url: url.href, poolSize: 2 }))
    open.push(database)
    return database
  }

  it('is told what an administrator has to do when it may make no roles, and starts once that is done', async () => {
    const database = await databaseOf('plain', '')
    const refused = await migrate(database, migrations, systemClock)
    expect(refused).toMatchObject({ ok: false, problem: 'server/database-roles' })
    const toRun = refused.ok ? '' : (refused.message.split('run: ')[1] ?? '')
    expect(toRun).toContain('CREATE ROLE farline_actor')
    await admin.query(toRun)
    expect(await migrate(database, migrations, systemClock)).toMatchObject({ ok: true })
  })

  it('is kept to the policies too, and sees nothing unless it says that it is the operator', async () => {
    const database = await databaseOf('careful', 'CREATEROLE')
    await admin.query('GRANT farline_actor, farline_server TO careful')
    expect(await migrate(database, migrations, systemClock)).toMatchObject({ ok: true })
    expect(await migrate(database, migrations, systemClock)).toMatchObject({ ok: true })
    await fillWorkplace(database)
    const seen = async (scope?: Parameters<Database['query']>[2]) =>
      (await database.query<{ id: string }>('SELECT id FROM conversation ORDER BY id', [], scope)).map(({ id }) => id)
    expect(await seen()).toEqual(['conversation-a', 'conversation-b'])
    expect(await seen({ actor: ana })).toEqual(['conversation-a'])
    expect(await seen('owner')).toEqual([])
    await database.transaction(
      (db) =>
        createRecordAudit(systemClock)(db, {
          organisationId: ana.organisationId,
          actorKind: 'agent',
          actorId: ana.id,
          verb: 'conversation.assign',
          subjectId: 'conversation-a',
          detail: {},
        }),
      { actor: ana },
    )
    expect(await database.query('SELECT number FROM audit')).toEqual([{ number: 1 }])
  })
})
