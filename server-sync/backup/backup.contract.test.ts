import { existsSync, readdirSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import type { Database } from '../db/database.ts'
import { type DataPlaces, placeKinds, startDataPlaces } from '../testing/data-places.ts'
import { fillTables } from '../testing/fill-tables.ts'
import { type Place, backUp } from './back-up.ts'
import type { Contents } from './backup-records.ts'
import { type BackupKey, readOrMakeKeyFile } from './key-file.ts'
import { restore } from './restore.ts'

const oddTexts = [
  '',
  ' ',
  '\\N',
  '\\.',
  'tab\tin it',
  'line\nbreak\r\nand return\r',
  'back\\slash \\n \\t \\\\',
  `quotes ' " \` $$ and $1`,
  '😀 👩‍👩‍👧‍👦 e\u0301 \u{10ffff}',
  'مرحبا بالعالم \u202Eright to left\u202C',
  '你好，世界',
  'controls \u0001\u0002\u0007\u000b\u001f\u007f\u0085\u2028',
  'x'.repeat(3 * 1024 * 1024),
]

/** Rows in every table, odd ones among them, and a feed and an outbox that fit each other. */
async function fill(database: Database): Promise<void> {
  await database.transaction(async (db) => {
    await fillTables(db)
    await db.script(`UPDATE feed_head SET head = 6, home = 'elsewhere'; SELECT setval('outbox_txn', 6)`)
    for (const [index, text] of oddTexts.entries()) {
      await db.execute('INSERT INTO server_key (name, value) VALUES ($1, $2)', [`odd ${index}`, text])
      const json = JSON.stringify({ kind: text, list: [null, true, 1.5, 1e21, { [text.slice(0, 50)]: text }] })
      await db.execute(
        `INSERT INTO device_command (replica_id, log_id, device_seq, command_id, refusal, decided_at)
         VALUES ('replica-id-0', 'odd', $1, 'c', $2::jsonb, 9007199254740991)`,
        [index, json],
      )
    }
    await db.execute(
      `INSERT INTO server_key (name, value) SELECT 'many ' || n, repeat(md5(n::text), 10) FROM generate_series(1, 5000) AS n`,
    )
  }, 'owner')
}

/** All but what a restore changes on purpose. */
const kept = ({ tables }: Contents) => tables.filter(({ name }) => !['feed', 'feed_head', 'outbox'].includes(name))

/** What lies in a data directory; PostgreSQL has none of ours. */
const foldersOf = (place: Place) => ('dataDirectory' in place ? readdirSync(place.dataDirectory) : ['db'])

describe.each(placeKinds)('a backup of %s', (source) => {
  let places: DataPlaces
  let from: Place
  let key: BackupKey
  let file: string
  let contents: Contents
  beforeAll(async () => {
    places = await startDataPlaces()
    from = await places.migrated(source)
    await places.within(from, fill)
    key = (await readOrMakeKeyFile(path.join(places.home, 'key'))).key
    file = path.join(places.home, 'backup')
    const options = { from, to: file, key, version: '1.2.3', clock: systemClock, temporaryFolder: places.home }
    ;({ contents } = await backUp(options))
  }, 300_000)
  afterAll(() => places.stop())

  const restoreTo = (to: Place, isReplacing = false) =>
    restore({ from: file, to, key, clock: systemClock, isReplacing })
  const epochOf = (place: Place) =>
    places.within(
      place,
      async (database) => (await database.query<{ epoch: string }>('SELECT epoch FROM feed_head'))[0],
    )

  it('has every table, and stands alone under its name, for its owner only', async () => {
    const names = contents.tables.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['conversation', 'migration', 'outbox', 'server_key', 'timeline']))
    expect(contents.tables.every(({ rows }) => rows > 0)).toBe(true)
    expect(contents.sequences).toEqual([{ name: 'outbox_txn', lastValue: '6' }])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(readdirSync(places.home).filter((name) => /backup|proof/.test(name))).toEqual(['backup'])
    expect(foldersOf(from)).toEqual(['db'])
  })

  it('shows nothing of what is in it', async () => {
    const bytes = await readFile(file)
    for (const text of ['conversation', 'server_key', 'timeline-', 'tab\tin it', '你好'])
      expect(bytes.includes(text)).toBe(false)
  })

  it.each(placeKinds)(
    'comes back in %s, in a new epoch, with what was in the outbox moved',
    async (target) => {
      const to = await places.empty(target)
      const restored = await restoreTo(to)
      expect(kept(restored.found)).toEqual(kept(contents))
      expect(restored.epoch).not.toBe((await epochOf(from))?.epoch)
      await places.within(to, async (database) => {
        expect(await database.query('SELECT epoch, head, floor, home FROM feed_head')).toEqual([
          { epoch: restored.epoch, head: 12, floor: 12, home: '' },
        ])
        expect(await database.query('SELECT 1 FROM outbox UNION ALL SELECT 1 FROM feed')).toEqual([])
        const texts = await database.query<{ value: string }>(
          `SELECT value FROM server_key WHERE name LIKE 'odd %' ORDER BY substr(name, 5)::int`,
        )
        expect(texts.map(({ value }) => value)).toEqual(oddTexts)
        const [next] = await database.transaction((db) =>
          db.query<{ next: number }>(`SELECT nextval('outbox_txn') AS next`),
        )
        expect(next?.next).toBe(7)
        // References and their indexes are back.
        await expect(
          database.transaction((db) =>
            db.execute(`INSERT INTO device_log (replica_id, log_id, device_seq) VALUES ('nobody', 'l', 1)`),
          ),
        ).rejects.toThrow('23503')
      })

      await expect(restoreTo(to)).rejects.toMatchObject({ problem: 'backup/not-empty' })
      if (target === source) return
      expect((await epochOf(to))?.epoch).toBe(restored.epoch)
      await places.within(to, (database) => database.transaction((db) => db.execute('DELETE FROM knowledge')))
      const again = await restoreTo(to, true)
      expect(kept(again.found)).toEqual(kept(contents))
      expect((await epochOf(to))?.epoch).toBe(again.epoch)
      expect(again.epoch).not.toBe(restored.epoch)
      expect(foldersOf(to)).toEqual(['db'])
    },
    300_000,
  )

  it('that is damaged far inside leaves what is there as it was, even with --replace', async () => {
    const to = await places.migrated(source)
    const before = await epochOf(to)
    const bytes = await readFile(file)
    bytes[bytes.length - 1_000] = (bytes.at(-1_000) ?? 0) ^ 1
    const damaged = path.join(places.home, 'damaged')
    await writeFile(damaged, bytes)
    await expect(restore({ from: damaged, to, key, clock: systemClock, isReplacing: true })).rejects.toMatchObject({
      problem: 'backup/damaged',
    })
    expect(await epochOf(to)).toEqual(before)
    expect(foldersOf(to)).toEqual(['db'])
  }, 120_000)

  it('never takes the place of another one', async () => {
    const before = await readFile(file)
    await expect(
      backUp({ from, to: file, key, version: '1.2.3', clock: systemClock, temporaryFolder: places.home }),
    ).rejects.toMatchObject({ problem: 'backup/exists' })
    expect((await readFile(file)).equals(before)).toBe(true)
    expect(existsSync(`${file}.making`)).toBe(false)
  })
})
