import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../tools/postgres/start-embedded-postgres.ts'
import { systemClock } from '#shared/kit/clock.ts'
import type { Place } from '../backup/back-up.ts'
import type { Database } from '../db/database.ts'
import { migrate } from '../db/migrations/migrate.ts'
import { migrations } from '../db/migrations/migrations.ts'
import { openPglite } from '../db/pglite/open-pglite.ts'
import { openPostgres } from '../db/postgres/open-postgres.ts'
import { opened, pgliteTemplate } from './engines.ts'

export type PlaceKind = 'PGlite' | 'PostgreSQL'
export const placeKinds: readonly PlaceKind[] = ['PGlite', 'PostgreSQL']

/** Places where data may lie, for what comes before a database is open or after it is closed. */
export interface DataPlaces {
  readonly home: string
  /** Nothing is there yet. */
  empty(kind: PlaceKind): Promise<Place>
  /** A migrated database. */
  migrated(kind: PlaceKind): Promise<Place>
  /** Opens it, and closes it when `work` is done. */
  within<Result>(place: Place, work: (database: Database) => Promise<Result>): Promise<Result>
  stop(): Promise<void>
}

export async function startDataPlaces(): Promise<DataPlaces> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'farline-places-'))
  const server = await startEmbeddedPostgres()
  const open = async (place: Place): Promise<Database> =>
    'databaseUrl' in place
      ? opened(await openPostgres({ url: place.databaseUrl }))
      : opened(await openPglite({ ...place, onLost: () => undefined }))

  const places: DataPlaces = {
    home,
    async empty(kind) {
      const name = `farline_${randomUUID().replaceAll('-', '')}`
      if (kind === 'PGlite') return { dataDirectory: path.join(home, name.slice(0, 20)) }
      const admin = new pg.Client({ connectionString: server.url })
      await admin.connect()
      await admin.query(`CREATE DATABASE ${name}`)
      await admin.end()
      const url = new URL(server.url)
      url.pathname = `/${name}`
      return { databaseUrl: url.href }
    },
    async migrated(kind) {
      const place = await places.empty(kind)
      if ('dataDirectory' in place) await cp(await pgliteTemplate(), place.dataDirectory, { recursive: true })
      else await places.within(place, (database) => migrate(database, migrations, systemClock))
      return place
    },
    async within(place, work) {
      const database = await open(place)
      try {
        return await work(database)
      } finally {
        await database.close()
      }
    },
    async stop() {
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
  return places
}
