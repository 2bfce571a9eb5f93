import { readFileSync } from 'node:fs'
import { systemClock } from '#shared/kit/clock.ts'
import { type CopyLine, startCopyLine } from './backup/copy-line.ts'
import { openAnchors } from './audit/anchors.ts'
import { type AuditKeeper, createAuditKeeper } from './audit/audit-keeper.ts'
import { makeSetupCode, needsSetup } from './admin/setup/setup-codes.ts'
import type { Database } from './db/database.ts'
import { migrate } from './db/migrations/migrate.ts'
import { migrations } from './db/migrations/migrations.ts'
import { type PgliteDatabase, openPglite } from './db/pglite/open-pglite.ts'
import { prepareDataDirectory } from './db/data-directory.ts'
import { openPostgres } from './db/postgres/open-postgres.ts'
import { refreshDemoCredentials, seed } from './demo/seed.ts'
import { type EpochWitness, createEpochWitness } from './epoch/epoch-witness.ts'
import { type EpochCause, settleEpoch } from './epoch/settle-epoch.ts'
import { createLog } from './log/create-log.ts'
import { type Options, readOptions } from './options.ts'
import type { StartProblem, Started } from './start-problem.ts'
import { startServer } from './start-server.ts'

const log = createLog()
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

process.on('uncaughtException', (error) => {
  log.fatal(
    { event: 'fatal', problem: 'server/unexpected', error },
    'The server stopped because of an error of its own: start it again and report the lines above.',
  )
  process.exit(1)
})

const epochSentences: Record<EpochCause, string> = {
  asked: 'A new epoch begins because --new-epoch was given: every desk fetches everything again.',
  moved: 'The database was copied, restored or failed over since the server last ran: a new epoch begins.',
  behind: 'The database holds less than this server had acknowledged: it was restored, and a new epoch begins.',
}

await run()

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env)
  // Children and crash reports must not carry it on.
  delete process.env['FARLINE_DEMO_PASSWORD']
  delete process.env['FARLINE_SMTP_PASSWORD']
  delete process.env['AWS_SECRET_ACCESS_KEY']
  if (!options.ok) return fail(options)
  const opened = await openDatabase(options.value)
  if (!opened.ok) return fail(opened)
  const database = opened.value
  const migrated = await migrate(database, migrations, systemClock)
  if (!migrated.ok) return failAndClose(database, migrated)
  if (options.value.demoPassword !== undefined) await seedDemo(database, options.value.demoPassword)

  const witness = witnessFor(options.value)
  const newEpoch = await announceEpoch(database, options.value, witness)

  const keeper = keeperFor(database, options.value)
  await keeper?.settle(newEpoch)

  const started = await startServer({
    database,
    clock: systemClock,
    log,
    version,
    bind: options.value.bind,
    port: options.value.port,
    hasShop: options.value.demoPassword !== undefined,
    dataDirectory: options.value.dataDirectory,
    bucket: options.value.bucket,
    proxies: options.value.proxies,
    tls: options.value.tls,
    isSecureOnly: options.value.isSecureOnly,
    mail: options.value.mail,
    onFeedMoved: (position) => witness?.note(position),
    onRecorded: (organisationId) => keeper?.note(organisationId),
  })
  if (!started.ok) return failAndClose(database, started)
  const copyLine = await openCopyLine(options.value, database)

  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    log.info({ event: 'stopping' })
    await copyLine?.stop()
    await started.value.stop()
    await witness?.stop()
    await keeper?.stop()
    await database.close()
    log.info({ event: 'stopped' })
    process.exit(0)
  }
  // A terminal and whoever started us may both ask: stopping takes less than five seconds and is not cut short.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())

  // Whoever hears it may ask at once.
  log.info({ event: 'listening', url: started.value.url, version, engine: database.engine })

  if (await needsSetup(database)) await tellSetup(database, started.value.url)
}

async function openDatabase({ databaseUrl, dataDirectory }: Options): Promise<Started<Database | PgliteDatabase>> {
  if (databaseUrl !== undefined) {
    // Beside a PostgreSQL it holds what must not lie in the database itself: anchors, and what was acknowledged.
    const prepared = dataDirectory === '' ? { ok: true as const } : prepareDataDirectory(dataDirectory)
    return prepared.ok ? openPostgres({ url: databaseUrl }) : prepared
  }
  return openPglite({
    dataDirectory,
    onLost: () => {
      fail({ problem: 'server/unexpected', message: 'The built-in database ended by itself: start the server again.' })
    },
  })
}

/** Without it the server serves, and can be backed up while it stands still. */
async function openCopyLine(
  { dataDirectory }: Options,
  database: Database | PgliteDatabase,
): Promise<CopyLine | undefined> {
  if (!('copyTo' in database)) return undefined
  const failed = (error: unknown) => log.error({ event: 'copy-line-failed', error })
  try {
    const line = await startCopyLine({ dataDirectory, copyTo: database.copyTo, onFailure: failed })
    if (!line)
      log.warn(
        { event: 'copy-line-missing' },
        'The path of --data is too long for a socket: stop the server to back up.',
      )
    return line
  } catch (error) {
    failed(error)
    return undefined
  }
}

function witnessFor({ dataDirectory }: Options): EpochWitness | undefined {
  if (dataDirectory === '') return undefined
  return createEpochWitness(dataDirectory, (error) => log.error({ event: 'epoch-witness-failed', error }))
}

function keeperFor(database: Database, { dataDirectory }: Options): AuditKeeper | undefined {
  if (dataDirectory === '') return undefined
  return createAuditKeeper({
    database,
    anchors: openAnchors(dataDirectory),
    clock: systemClock,
    onFailure: (error) => log.error({ event: 'audit-anchor-failed', error }),
    onBroken: (organisationId) =>
      log.error(
        { event: 'audit-broken', organisationId },
        'The record of who did what is not as it was written: run `npm run audit` to see where.',
      ),
  })
}

/** @returns the epoch, if it is new to this server: it begins now, or began with a restore or on another node. */
async function announceEpoch(
  database: Database,
  { isNewEpoch }: Options,
  witness: EpochWitness | undefined,
): Promise<string | undefined> {
  const witnessed = await witness?.read()
  const { epoch, seq, cause } = await settleEpoch(database, {
    clock: systemClock,
    isAsked: isNewEpoch,
    witnessed,
  })
  witness?.note({ epoch, seq })
  if (cause) log.warn({ event: 'new-epoch', cause, epoch, head: seq, witnessed }, epochSentences[cause])
  return cause || (witnessed && witnessed.epoch !== epoch) ? epoch : undefined
}

async function seedDemo(database: Database, password: string): Promise<void> {
  // Loaded only here: a real server does not carry the demonstration in memory.
  const { demoContent } = await import('./demo/content/demo-content.ts')
  const rows = await seed(database, () => demoContent(systemClock.now()).rows)
  await refreshDemoCredentials(database, password, systemClock)
  log.info({ event: 'demo-ready', rows })
}

/** The code stands after the `#`: a browser keeps that part to itself, so that no proxy on the way logs it. */
async function tellSetup(database: Database, url: string): Promise<void> {
  const code = await makeSetupCode(database, systemClock)
  const address = `${url}/admin/setup#${code}`
  log.warn({ event: 'setup-needed', address }, `Nobody is here yet. Within a day, open ${address} to set Farline up.`)
}

async function failAndClose(database: Database, given: StartProblem): Promise<void> {
  await database.close()
  fail(given)
}

function fail({ problem, message }: StartProblem): void {
  log.fatal({ event: 'fatal', problem }, message)
  process.exit(1)
}
