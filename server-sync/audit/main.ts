import { parseArgs } from 'node:util'
import { openPglite } from '../db/pglite/open-pglite.ts'
import { openPostgres } from '../db/postgres/open-postgres.ts'
import type { Database } from '../db/database.ts'
import { type Started, problem } from '../start-problem.ts'
import { openAnchors } from './anchors.ts'
import { auditReport } from './audit-report.ts'
import { type Verified, verifyAudit } from './verify-audit.ts'

const usage = 'Usage: npm run audit -- (--data DIR | --database-url URL [--data DIR]) [--json]'

process.exitCode = await run(process.argv.slice(2))

/** 0: the record is whole. 1: it is broken. 2: it could not be read. */
async function run(args: readonly string[]): Promise<number> {
  const asked = parse(args)
  if (!asked) return fail({ problem: 'server/usage', message: usage })
  const opened = await openDatabase(asked.data, asked['database-url'])
  if (!opened.ok) return fail(opened)
  try {
    const [table] = await opened.value.query<{ name: string | null }>(
      `SELECT to_regclass('public.audit')::text AS name`,
      [],
      'owner',
    )
    if (table?.name == null) {
      return fail(problem('server/usage', 'This database keeps no record yet: start the server on it once.'))
    }
    const anchors = asked.data === undefined ? ({ state: 'none' } as const) : await openAnchors(asked.data).read()
    const verified: Verified = await verifyAudit(opened.value, anchors)
    process.stdout.write(asked.json ? `${JSON.stringify(verified)}\n` : auditReport(verified))
    return verified.state === 'whole' ? 0 : 1
  } finally {
    await opened.value.close()
  }
}

function openDatabase(data: string | undefined, url: string | undefined): Promise<Started<Database>> {
  if (url !== undefined) return openPostgres({ url, poolSize: 2 })
  return openPglite({ dataDirectory: data ?? '', onLost: () => process.exit(2) })
}

function fail({ message }: { readonly problem: string; readonly message: string }): number {
  process.stderr.write(`${message}\n`)
  return 2
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        'database-url': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    return values.data === undefined && values['database-url'] === undefined ? undefined : values
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
