import { randomBytes } from 'node:crypto'
import { DirectoryView, foldName } from '#shared/domain/directory/directory-view.ts'
import { systemClock } from '#shared/kit/clock.ts'
import { createIdSource } from '#shared/kit/id-source.ts'
import { createRecordAudit } from '../../audit/record-audit.ts'
import { createSetPassword } from '../../auth/set-password.ts'
import type { Database } from '../../db/database.ts'
import { migrate } from '../../db/migrations/migrate.ts'
import { migrations } from '../../db/migrations/migrations.ts'
import { openPglite } from '../../db/pglite/open-pglite.ts'
import { openPostgres } from '../../db/postgres/open-postgres.ts'
import { rowStores } from '../../db/row-store.ts'
import type { Started } from '../../start-problem.ts'
import type { AdminDoor } from '../admin-door.ts'
import { AdminFailure } from './admin-failure.ts'
import type { Arguments } from './read-arguments.ts'

/** The database with all that administration needs of it, for one command. */
export interface Office {
  readonly door: AdminDoor
  /** The one that was named, or the only one. */
  organisationId(): Promise<string>
  directory(): Promise<DirectoryView>
  close(): Promise<void>
}

export async function openOffice({ values }: Arguments, environment: NodeJS.ProcessEnv): Promise<Office> {
  const database = await openDatabase(values, environment)
  const migrated = await migrate(database, migrations, systemClock)
  if (!migrated.ok) {
    await database.close()
    throw new AdminFailure(3, migrated.message)
  }
  const nextId = createIdSource(systemClock, () => randomBytes(16))
  const door: AdminDoor = {
    database,
    clock: systemClock,
    nextId,
    recordAudit: createRecordAudit(systemClock),
    setPassword: createSetPassword(systemClock),
    // A running server looks by itself.
    onCommitted: () => undefined,
  }
  const organisationId = () => findOrganisation(database, values['organisation'])
  return {
    door,
    organisationId,
    directory: async () =>
      new DirectoryView(await rowStores.directory.find(database, 'organisation_id = $1', [await organisationId()])),
    close: () => database.close(),
  }
}

async function openDatabase(values: Arguments['values'], environment: NodeJS.ProcessEnv): Promise<Database> {
  const url = values['database-url'] ?? environment['FARLINE_DATABASE_URL']
  const dataDirectory = values['data']
  if (url === undefined && dataDirectory === undefined)
    throw new AdminFailure(2, 'Where is the database? Give --data DIR or --database-url URL.')
  const opened: Started<Database> =
    dataDirectory === undefined
      ? await openPostgres({ url: url ?? '' })
      : await openPglite({
          dataDirectory,
          onLost: () => {
            throw new Error('the built-in database ended by itself')
          },
        })
  if (opened.ok) return opened.value
  throw new AdminFailure(
    3,
    opened.problem === 'server/data-in-use'
      ? `The server is running on ${dataDirectory}: use its page /admin, or stop the server first.`
      : opened.message,
  )
}

async function findOrganisation(database: Database, wanted: string | undefined): Promise<string> {
  const all = await rowStores.directory.find(database, `kind = 'organisation' ORDER BY name`, [])
  const found =
    wanted === undefined ? all : all.filter(({ id, name }) => id === wanted || foldName(name) === foldName(wanted))
  const [only, another] = found
  if (only && !another) return only.id
  if (all.length === 0)
    throw new AdminFailure(1, 'There is no organisation yet: begin with "organisation add --name …".')
  const names = all.map(({ name }) => name).join(', ')
  throw new AdminFailure(1, `Which organisation? Give --organisation, one of: ${names}.`)
}
