import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#shared/domain/command.ts'
import { builtInRoles } from '#shared/domain/directory/rights.ts'
import { systemClock } from '#shared/kit/clock.ts'
import { startEmbeddedPostgres } from '../../tools/postgres/start-embedded-postgres.ts'
import { createRecordAudit } from '../audit/record-audit.ts'
import { backUp } from '../backup/back-up.ts'
import { readOrMakeKeyFile } from '../backup/key-file.ts'
import { restore } from '../backup/restore.ts'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrations/migrate.ts'
import { migrations } from '../db/migrations/migrations.ts'
import { openPostgres } from '../db/postgres/open-postgres.ts'
import { opened } from '../testing/opened.ts'
import { fillTables } from '../testing/fill-tables.ts'
import { ana, fillWorkplace, giveCredentials } from '../testing/workplace.ts'

/** As on a managed PostgreSQL: the server's user owns its database and is no superuser. */
describe('a database whose owner is no superuser', () => {
  let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>
  let admin: pg.Client
  let home: string
  const open: Database[] = []
  beforeAll(async () => {
    server = await startEmbeddedPostgres()
    admin = new pg.Client({ connectionString: server.url })
    await admin.connect()
    home = await mkdtemp(path.join(os.tmpdir(), 'farline-owner-'))
  })
  afterAll(async () => {
    for (const database of open) await database.close()
    await admin.end()
    await server.stop()
    await rm(home, { recursive: true, force: true })
  })

  const makeUser = (user: string, attributes: string) =>
    admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret' ${attributes}`)

  async function databaseOf(user: string, name = user): Promise<{ url: string; database: Database }> {
    await admin.query(`CREATE DATABASE ${name} OWNER ${user}`)
    const url = new URL(server.url)
    url.pathname = `/${name}`
    url.username = user
    url.password = 'secret'
    const database = opened(await openPostgres({ url: url.href, poolSize: 2 }))
    open.push(database)
    return { url: url.href, database }
  }

  it('is told what an administrator has to do when it may make no roles, and starts once that is done', async () => {
    await makeUser('plain', '')
    const { database } = await databaseOf('plain')
    const refused = await migrate(database, migrations, systemClock)
    expect(refused).toMatchObject({ ok: false, problem: 'server/database-roles' })
    const toRun = refused.ok ? '' : (refused.message.split('run: ')[1] ?? '')
    expect(toRun).toContain('CREATE ROLE farline_actor')
    await admin.query(toRun)
    expect(await migrate(database, migrations, systemClock)).toMatchObject({ ok: true })
  })

  it('is kept to the policies too, and sees nothing unless it says that it is the operator', async () => {
    await makeUser('careful', 'CREATEROLE')
    const { database } = await databaseOf('careful')
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
    await giveCredentials(database, 'ana')
    const manager: Actor = { ...ana, rights: builtInRoles.admin }
    await database.transaction((db) => db.execute(`UPDATE directory SET email = 'A@example.org' WHERE id = 'ana'`), {
      actor: manager,
    })
    expect(await database.query('SELECT email FROM credential')).toEqual([{ email: 'a@example.org' }])
  })

  it('is backed up whole, and restored', async () => {
    await makeUser('keeper', '')
    await admin.query('GRANT farline_actor, farline_server TO keeper')
    const from = await databaseOf('keeper')
    opened(await migrate(from.database, migrations, systemClock))
    await from.database.transaction(async (db) => {
      await fillTables(db)
      await db.script('UPDATE feed_head SET head = 6')
    })
    const { key } = await readOrMakeKeyFile(path.join(home, 'key'))
    const file = path.join(home, 'backup')
    const common = { key, clock: systemClock, temporaryFolder: home }
    const { contents } = await backUp({ ...common, from: { databaseUrl: from.url }, to: file, version: '1.2.3' })
    expect(contents.tables.filter(({ rows }) => rows === 0)).toEqual([])
    const to = await databaseOf('keeper', 'kept')
    const { found } = await restore({ ...common, from: file, to: { databaseUrl: to.url }, isReplacing: false })
    expect(found).toEqual(contents)
    expect(await to.database.query('SELECT id FROM conversation')).toHaveLength(6)

    // Whoever owns nothing of it gets no backup that merely looks whole.
    await makeUser('curious', '')
    await from.database.transaction(
      (db) => db.script('GRANT SELECT ON ALL TABLES IN SCHEMA public TO curious'),
      'owner',
    )
    const curious = new URL(from.url)
    curious.username = 'curious'
    await expect(
      backUp({ ...common, from: { databaseUrl: curious.href }, to: `${file}-2`, version: '1.2.3' }),
    ).rejects.toMatchObject({ problem: 'backup/no-rights' })
  }, 120_000)
})
