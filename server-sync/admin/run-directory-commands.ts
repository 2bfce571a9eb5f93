import type { Actor, RowWrite } from '#shared/domain/command.ts'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { foldEmail } from '#shared/domain/directory/directory-view.ts'
import { type RunnableCommand, prepareCommand } from '#shared/domain/run-command.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import type { WritableDb } from '../db/database.ts'
import { rowStores } from '../db/row-store.ts'
import { transactionWithRetry } from '../sync/conflict-retry.ts'
import { decide } from '../sync/decide.ts'
import { rowEntry } from '../sync/outbox.ts'
import { sqlTransaction } from '../sync/store/sql/sql-server-store.ts'
import type { ServerTransaction } from '../sync/store/server-store.ts'
import type { AdminDoor } from './admin-door.ts'

export type DirectoryCommand = Pick<RunnableCommand, 'type' | 'args'>

export type DirectoryRun =
  | { readonly ok: true; readonly entries: readonly DirectoryEntry[] }
  /** @property index which of the commands; none of them was done. */
  | { readonly ok: false; readonly index: number; readonly refusal: Refusal }

/** Undoes what the commands before it did. */
class Refused extends Error {
  readonly index: number
  readonly refusal: Refusal
  constructor(index: number, refusal: Refusal) {
    super(refusal.kind)
    this.index = index
    this.refusal = refusal
  }
}

/**
 * All of them or none, in one transaction with what follows from them: the feed that every desk reads, the end of the
 * sessions of those who leave, the record. `more` runs in the same transaction, after them.
 */
export async function runDirectoryCommands(
  door: AdminDoor,
  actor: Actor,
  commands: readonly DirectoryCommand[],
  more: (db: WritableDb) => Promise<void> = async () => undefined,
): Promise<DirectoryRun> {
  try {
    const entries = await transactionWithRetry(door.database, async (db) => {
      const written = await writeAll(door, db, actor, commands)
      await more(db)
      return written
    })
    if (entries.length > 0) door.onCommitted()
    return { ok: true, entries }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, index: error.index, refusal: error.refusal }
    throw error
  }
}

async function writeAll(
  door: AdminDoor,
  db: WritableDb,
  actor: Actor,
  commands: readonly DirectoryCommand[],
): Promise<readonly DirectoryEntry[]> {
  const runnable = commands.map((command) => ({ ...command, version: 1, basedOn: {} }))
  const { transaction, flush } = await directoryInMemory(sqlTransaction(db), actor, runnable)
  const writes: RowWrite[] = []
  const used: AuditEntry[] = []
  for (const [index, command] of runnable.entries()) {
    const decision = await decide(transaction, actor, command, door.clock.now())
    if (decision.outcome === 'refused') throw new Refused(index, decision.refusal)
    if (decision.outcome === 'unchanged') continue
    writes.push(...decision.writes)
    for (const { row } of decision.writes) {
      used.push({
        organisationId: actor.organisationId,
        actorKind: actor.kind === 'system' ? 'operator' : actor.kind,
        actorId: actor.id,
        verb: command.type,
        subjectId: row.id,
        detail: {},
      })
    }
  }
  await flush(db)
  await transaction.writeOutbox(writes.map(rowEntry))
  // In their order, without waiting for each before the next is sent.
  await Promise.all(used.map((entry) => door.recordAudit(db, entry)))
  return writes.map(({ row }) => row as DirectoryEntry)
}

/** Whatever addresses the commands name. */
const emailsIn = (commands: readonly DirectoryCommand[]): readonly string[] =>
  commands.flatMap(({ args }) =>
    typeof args === 'object' && args !== null && 'email' in args && typeof args.email === 'string'
      ? [foldEmail(args.email)]
      : [],
  )

/**
 * Thousands of lines of an import read the directory once, each sees what those before it did, and what came of all of them
 * is written in a few statements. Whoever holds the directory's lock is the only one who writes it.
 */
async function directoryInMemory(real: ServerTransaction, actor: Actor, commands: readonly RunnableCommand[]) {
  const view = await real.lockDirectory(actor.organisationId)
  const reads = commands.flatMap((command) => {
    const prepared = prepareCommand(command)
    return prepared.ok ? prepared.reads : []
  })
  const rows = new Map((await real.lockRows(reads)).map((found) => [found.row.id, found]))
  const taken = new Set(await real.emailsTakenElsewhere(emailsIn(commands), actor.organisationId))
  const isNew = new Map<string, boolean>()
  const transaction: ServerTransaction = {
    ...real,
    lockDirectory: async () => view,
    lockRows: async (keys) => keys.flatMap(({ id }) => rows.get(id) ?? []),
    emailsTakenElsewhere: async (emails) => emails.filter((email) => taken.has(email)),
    async writeRows(writes) {
      for (const write of writes) {
        const { row } = write
        isNew.set(row.id, isNew.get(row.id) ?? row.rev === 1)
        rows.set(row.id, write)
        view.put(row as DirectoryEntry)
      }
    },
  }
  const flush = async (db: WritableDb) => {
    const entries = (wanted: boolean) =>
      [...isNew].filter(([, given]) => given === wanted).map(([id]) => rows.get(id)?.row as DirectoryEntry)
    await rowStores.directory.insert(db, entries(true))
    for (const entry of entries(false)) await rowStores.directory.update(db, entry)
  }
  return { transaction, flush }
}
