import type { Actor, RowWrite } from '#shared/domain/command.ts'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import type { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import type { RunnableCommand } from '#shared/domain/run-command.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { WritableDb } from '../db/database.ts'
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
  const transaction = withOneDirectory(sqlTransaction(db))
  const writes: RowWrite[] = []
  for (const [index, command] of commands.entries()) {
    const taken = await emailTakenElsewhere(db, actor, command)
    if (taken) throw new Refused(index, taken)
    const decision = await decide(transaction, actor, { ...command, version: 1, basedOn: {} }, door.clock.now())
    if (decision.outcome === 'refused') throw new Refused(index, decision.refusal)
    if (decision.outcome === 'unchanged') continue
    writes.push(...decision.writes)
    for (const { row } of decision.writes) {
      if (command.type === 'agent.leave') await endAgent(door, db, row.id)
      await door.recordAudit?.(db, {
        organisationId: actor.organisationId,
        actorKind: actor.kind === 'system' ? 'operator' : actor.kind,
        actorId: actor.id,
        verb: command.type,
        subjectId: row.id,
        detail: {},
      })
    }
  }
  await transaction.writeOutbox(writes.map(rowEntry))
  return writes.map(({ row }) => row as DirectoryEntry)
}

async function endAgent(door: AdminDoor, db: WritableDb, agentId: string): Promise<void> {
  await db.execute('DELETE FROM admin_session WHERE agent_id = $1', [agentId])
  await door.endAgent(db, agentId)
}

/** Whoever signs in says no organisation, so an address is one person's in all of them; no directory shows the others'. */
async function emailTakenElsewhere(
  db: WritableDb,
  actor: Actor,
  { args }: DirectoryCommand,
): Promise<Refusal | undefined> {
  const email = typeof args === 'object' && args !== null && 'email' in args ? args.email : undefined
  if (typeof email !== 'string') return undefined
  const [other] = await db.query('SELECT 1 FROM credential WHERE email = $1 AND organisation_id <> $2', [
    email.trim().toLowerCase(),
    actor.organisationId,
  ])
  return other && { kind: 'directory/email-taken', retryable: false, detail: { email } }
}

/** Thousands of lines of an import read the directory once, and each sees what those before it did. */
function withOneDirectory(transaction: ServerTransaction): ServerTransaction {
  let view: DirectoryView | undefined
  return {
    ...transaction,
    async lockDirectory(organisationId) {
      view ??= await transaction.lockDirectory(organisationId)
      return view
    },
    async writeRows(writes) {
      await transaction.writeRows(writes)
      for (const { collection, row } of writes) if (collection === 'directory') view?.put(row)
    },
  }
}
