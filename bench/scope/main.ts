import { randomUUID } from 'node:crypto'
import { under } from '../../server-sync/db/under.ts'
import type { Scope } from '../../server-sync/db/scope.ts'
import { createSqlServerStore } from '../../server-sync/sync/store/sql/sql-server-store.ts'
import { createApplyCommand } from '../../server-sync/sync/apply-command.ts'
import { createRecordAudit } from '../../server-sync/audit/record-audit.ts'
import { engines } from '../../server-sync/testing/engines.ts'
import { ana, fillWorkplace, note, replicaOf } from '../../server-sync/testing/workplace.ts'
import type { Database } from '../../server-sync/db/database.ts'

/** What it costs that the database itself keeps to the policies: the same commands as the tables' owner, and as their author. */
const rounds = Number(process.argv[2] ?? 5)
const perRound = Number(process.argv[3] ?? 200)

/** Whatever is asked is asked as the owner, as it was before there were scopes. */
function asOwner(database: Database): Database {
  const owner = under(database, 'owner')
  return { ...owner, transaction: (work) => owner.transaction(work), query: (sql, values) => owner.query(sql, values) }
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  for (let count = 0; count < perRound; count++) await work()
  return Math.round((perRound * 1_000) / (performance.now() - startedAt))
}

const best = (figures: readonly number[]) => Math.max(...figures)

for (const { engine: name, start } of engines) {
  const engine = await start()
  const test = await engine.fresh()
  await fillWorkplace(test.database)
  const applyOver = (database: Database) =>
    createApplyCommand({
      store: createSqlServerStore(database),
      clock: { now: () => 1 },
      onCommitted: () => undefined,
      onFailure: (error) => {
        throw error
      },
      onDecided: () => undefined,
    })
  let seq = 0
  const commandOver = (database: Database) => {
    const apply = applyOver(database)
    return () => apply.device(ana, replicaOf('ana'), note('ana', ++seq))
  }
  const readOver = (database: Database, scope?: Scope) => () =>
    database.query('SELECT id FROM conversation WHERE id = $1', ['conversation-a'], scope)
  const record = createRecordAudit({ now: () => 1 })
  const appendEmpty = (isRecorded: boolean) => () =>
    test.database.transaction(async (db) => {
      await db.execute('INSERT INTO server_key (name, value) VALUES ($1, $2)', [randomUUID(), ''])
      if (!isRecorded) return
      await record(db, { organisationId: 'o', actorKind: 'agent', actorId: 'a', verb: 'v', subjectId: 's', detail: {} })
    })
  const kinds = {
    'command as owner': commandOver(asOwner(test.database)),
    'command as its author': commandOver(test.database),
    'question as owner': readOver(asOwner(test.database)),
    'question as an agent': readOver(test.database, { actor: ana, replicaId: replicaOf('ana') }),
    'transaction, not recorded': appendEmpty(false),
    'transaction, recorded': appendEmpty(true),
  }
  const figures = new Map(Object.keys(kinds).map((kind) => [kind, [] as number[]]))
  // In turn, so that a busy machine is as busy for each.
  for (let round = 0; round < rounds; round++) {
    for (const [kind, work] of Object.entries(kinds)) figures.get(kind)?.push(await perSecond(work))
  }
  for (const [kind, each] of figures) process.stdout.write(`${name}: ${kind}: ${best(each)}/s (best of ${rounds})\n`)
  await test.close()
  await engine.stop()
}
