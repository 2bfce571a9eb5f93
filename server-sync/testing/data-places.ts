import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Place } from '../backup/back-up.ts'
import type { Database } from '../db/database.ts'
import { openPglite } from '../db/pglite/open-pglite.ts'
import { openPostgres } from '../db/postgres/open-postgres.ts'
import { pgliteTemplate } from './engines.ts'
import { opened } from './opened.ts'
import { createDatabase, dropDatabase, template, testPostgres } from './test-postgres.ts'

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
  const server = await testPostgres()
  const made: string[] = []
  const open = async (place: Place): Promise<Database> =>
    'databaseUrl' in place
      ? opened(await openPostgres({ url: place.databaseUrl }))
      : opened(await openPglite({ ...place, onLost: () => undefined }))

  const inPostgres = async (name: string, from?: string): Promise<Place> => {
    made.push(name)
    return { databaseUrl: await createDatabase(server.url, name, from) }
  }

  const places: DataPlaces = {
    home,
    empty: async (kind) => {
      const name = newName()
      return kind === 'PGlite' ? { dataDirectory: path.join(home, name) } : inPostgres(name)
    },
    async migrated(kind) {
      const name = newName()
      if (kind === 'PostgreSQL') return inPostgres(name, template)
      const dataDirectory = path.join(home, name)
      await cp(await pgliteTemplate(), dataDirectory, { recursive: true })
      return { dataDirectory }
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
      for (const name of made) await dropDatabase(server.url, name)
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
  return places
}

const newName = () => `farline_${randomUUID().replaceAll('-', '').slice(0, 12)}`
