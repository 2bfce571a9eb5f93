import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import { runCommand } from '../../tools/process/run-command.ts'
import { migrations } from '../db/migrations/migrations.ts'
import { type DataPlaces, startDataPlaces } from '../testing/data-places.ts'
import { fillTables } from '../testing/fill-tables.ts'
import { type Place } from './back-up.ts'
import { type BackupKey, readOrMakeKeyFile } from './key-file.ts'
import { inPostgres } from './postgres-session.ts'
import { readTables } from './catalogue.ts'
import { readTable } from './read-contents.ts'
import { restore } from './restore.ts'
import { snapshotBegin } from './session.ts'
import { suspendRules } from './suspend-rules.ts'
import { writeBackup } from './write-backup.ts'

type PostgresPlace = { readonly databaseUrl: string }
const restoreProgram = path.resolve(import.meta.dirname, '../../tools/restore/main.ts')
const backupProgram = path.resolve(import.meta.dirname, '../../tools/backup/main.ts')

describe('what goes wrong with a restore', () => {
  let places: DataPlaces
  let source: PostgresPlace
  let keyFile: string
  let key: BackupKey
  let file: string
  beforeAll(async () => {
    places = await startDataPlaces()
    source = (await places.migrated('PostgreSQL')) as PostgresPlace
    await places.within(source, (database) =>
      database.transaction(async (db) => {
        await fillTables(db)
        await db.script('UPDATE feed_head SET head = 6')
      }),
    )
    keyFile = path.join(places.home, 'key')
    key = (await readOrMakeKeyFile(keyFile)).key
    file = path.join(places.home, 'backup')
    await write(file)
  }, 120_000)
  afterAll(() => places.stop())

  const write = (to: string) =>
    inPostgres(source.databaseUrl, snapshotBegin, (session) =>
      writeBackup(session, { file: to, key, version: '1.2.3', clock: systemClock }),
    )
  const alter = (place: Place, sql: string) =>
    places.within(place, (database) => database.transaction((db) => db.script(sql), 'owner'))
  const restoreTo = (to: Place, from = file) => restore({ from, to, key, clock: systemClock, isReplacing: true })

  it('no value changes without the digest of its table', async () => {
    const changes: Record<string, (column: string) => string> = {
      text: (column) => `coalesce(${column}, '') || ' '`,
      bigint: (column) => `coalesce(${column}, 0) + 1000`,
      integer: (column) => `coalesce(${column}, 0) + 1000`,
      boolean: (column) => `NOT ${column}`,
      jsonb: () => `'["another"]'`,
    }
    await inPostgres(source.databaseUrl, 'BEGIN', async (session) => {
      const { db } = session
      await suspendRules(db)
      const checks = await db.query<{ sql: string }>(
        `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS sql FROM pg_constraint
         WHERE contype = 'c' AND connamespace = 'public'::regnamespace`,
      )
      for (const { sql } of checks) await db.script(sql)
      for (const table of await readTables(db)) {
        const before = await readTable(session, table)
        expect(before.rows, table.name).toBeGreaterThan(0)
        const types = await db.query<{ name: string; type: string }>(
          'SELECT column_name::text AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1',
          [table.name],
        )
        for (const { name, type } of types) {
          await db.script('SAVEPOINT one')
          const changed = await db.execute(
            `UPDATE "${table.name}" SET "${name}" = ${changes[type]?.(`"${name}"`)}
             WHERE ctid = (SELECT ctid FROM "${table.name}" ORDER BY ctid LIMIT 1)`,
          )
          expect(changed).toBe(1)
          const after = await readTable(session, table)
          expect(after.rows).toBe(before.rows)
          expect(after.digest, `${table.name}.${name}`).not.toBe(before.digest)
          await db.script('ROLLBACK TO one')
        }
      }
      await db.script('ROLLBACK; BEGIN')
    })
  })

  it('a newer database version is refused, and so is a migration that reads otherwise', async () => {
    const checksum = await places.within(
      source,
      async (database) =>
        (await database.query<{ checksum: string }>('SELECT checksum FROM migration WHERE number = 2'))[0]?.checksum,
    )
    const to = await places.empty('PostgreSQL')
    const odd = path.join(places.home, 'odd')
    await alter(source, `INSERT INTO migration VALUES (${migrations.length + 1}, 'newer', 'x', 1)`)
    await write(odd)
    await alter(
      source,
      `DELETE FROM migration WHERE name = 'newer'; UPDATE migration SET checksum = 'x' WHERE number = 2`,
    )
    await expect(restoreTo(to, odd)).rejects.toMatchObject({ problem: 'backup/newer' })
    await write(odd)
    await alter(source, `UPDATE migration SET checksum = '${checksum}' WHERE number = 2`)
    await expect(restoreTo(to, odd)).rejects.toMatchObject({ problem: 'backup/changed' })
    await places.within(to, async (database) =>
      expect(await database.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]),
    )
  })

  it('a database of somebody else is left alone, and so is one that a server serves', async () => {
    const to = await places.empty('PostgreSQL')
    await alter(to, 'CREATE TABLE theirs (id text)')
    await expect(restoreTo(to)).rejects.toMatchObject({ problem: 'backup/not-ours' })
    await places.within(source, async (database) => {
      const leadership = await database.lead(4_180_002, new AbortController().signal)
      await expect(restoreTo(source)).rejects.toMatchObject({ problem: 'backup/in-use' })
      await leadership.release()
    })
  })

  it('a table that was added by hand is named', async () => {
    const odd = path.join(places.home, 'added')
    await alter(source, 'CREATE TABLE added (id text)')
    await write(odd)
    await alter(source, 'DROP TABLE added')
    await expect(restoreTo(await places.empty('PostgreSQL'), odd)).rejects.toThrow('Table added')
  })

  it('a restore that is killed leaves the old, and one that runs again makes the new', async () => {
    const to = (await places.migrated('PostgreSQL')) as PostgresPlace
    const epoch = () => places.within(to, async (database) => database.query('SELECT epoch FROM feed_head'))
    const before = await epoch()
    const args = ['--from', file, '--database-url', to.databaseUrl, '--key-file', keyFile, '--replace']
    await places.within(to, async (database) => {
      // It reaches its last table and waits there for us: everything before is done and not yet committed.
      await database.transaction(async (db) => {
        await db.script('LOCK TABLE feed_head IN ACCESS SHARE MODE')
        const child = spawn(process.execPath, [restoreProgram, ...args], { stdio: 'ignore' })
        for (;;) {
          // Not through `db`: what a transaction sees of other sessions stands still.
          const [found] = await database.query<{ waiting: number }>(
            `SELECT count(*) AS waiting FROM pg_locks JOIN pg_stat_activity USING (pid)
             WHERE NOT granted AND application_name = 'farline-backup'`,
          )
          if ((found?.waiting ?? 0) > 0) break
        }
        child.kill('SIGKILL')
        await once(child, 'exit')
      })
      // PostgreSQL notices that nobody is there any more when it wants to answer.
      while (
        (await database.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'farline-backup'`)).length > 0
      )
        continue
    })
    expect(await epoch()).toEqual(before)
    const again = await runCommand(process.execPath, [restoreProgram, ...args, '--json'])
    expect(again).toMatchObject({ code: 0 })
    expect(await epoch()).toEqual([{ epoch: (JSON.parse(again.output) as { epoch: string }).epoch }])
  }, 120_000)

  it('each program ends with 1 and a sentence, whatever is wrong', async () => {
    const run = (program: string, ...args: string[]) =>
      runCommand(process.execPath, [program, '--key-file', keyFile, ...args])
    const nobody = 'postgres://nobody:nothing@127.0.0.1:9/none'
    await writeFile(path.join(places.home, 'no-backup'), 'no backup at all')
    for (const [sentence, ran] of [
      ['does not answer', run(backupProgram, '--database-url', nobody, '--to', path.join(places.home, 'new'))],
      ['holds no database', run(backupProgram, '--data', places.home, '--to', path.join(places.home, 'new'))],
      ['check the path', run(backupProgram, '--database-url', source.databaseUrl, '--to', '/proc/none/backup')],
      [
        'no backup of Farline',
        run(restoreProgram, '--from', path.join(places.home, 'no-backup'), '--data', places.home),
      ],
      ['There is no file', run(restoreProgram, '--from', path.join(places.home, 'none'), '--data', places.home)],
      ['Usage', run(restoreProgram, '--data', places.home)],
    ] as const) {
      const { code, output } = await ran
      expect(output).toContain(sentence)
      expect(output).not.toContain('    at ')
      expect(code).toBe(1)
    }
  }, 120_000)
})
