import type { Actor, RowWrite } from '#shared/domain/command.ts'
import { directoryRefusals } from '#shared/domain/directory/refusals.ts'
import { syncedEntities } from '#shared/domain/entities.ts'
import { type RunnableCommand, prepareCommand } from '#shared/domain/run-command.ts'
import type { Instant } from '#shared/kit/clock.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import { usedOnOthers } from '../audit/used-on-others.ts'
import { rightsOver } from '../policy/rights-over.ts'
import { type DeclaredRows, declaredRows, readerOf, rowKey } from './declared-rows.ts'
import type { ServerTransaction } from './store/server-store.ts'
import { waysInOf } from './ways-in.ts'

export type Decision =
  | {
      readonly outcome: 'applied'
      readonly writes: readonly RowWrite[]
      /** What of it is to be recorded. */
      readonly audit: readonly AuditEntry[]
    }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

export const notAllowed: Decision = {
  outcome: 'refused',
  refusal: { kind: 'command/not-allowed', retryable: false },
}

/**
 * Locks what the command reads, lets the shared reducer decide on what the actor may see, asks whether they may do what came
 * of it, and stores its rows. What somebody may not see is to them as if it were not there.
 */
export async function decide(
  transaction: ServerTransaction,
  actor: Actor,
  command: RunnableCommand,
  now: Instant,
): Promise<Decision> {
  const prepared = prepareCommand(command)
  if (!prepared.ok) return { outcome: 'refused', refusal: prepared.refusal }
  // Before its rows: commands of one organisation's directory then never wait for each other in a circle.
  const directory = prepared.readsDirectory ? await transaction.lockDirectory(actor.organisationId) : undefined
  const found = await transaction.lockRows(prepared.reads)
  const rights = await rightsOver(transaction, actor, found)
  const declared = declaredRows(prepared.reads, found.filter(rights.maySee))
  const readOn = prepared.readsOn(readerOf(declared, directory))
  // Not locked: they are not written, and a role that changes in this moment has changed a moment later.
  const ledTo = readOn.length === 0 ? [] : await transaction.readRows(readOn)
  const locked = new Map([...declaredRows(readOn, ledTo.filter(rights.maySee)), ...declared])

  const reduced = prepared.run(readerOf(locked, directory), { now, actor, place: { at: 'server' } })
  if (reduced.outcome !== 'applied') return reduced
  const changes = reduced.writes.map((write) => ({
    before: locked.get(rowKey(write.collection, write.row.id)),
    after: withNextRev(write, locked),
  }))
  const writes = changes.map(({ after }) => after)
  if (!changes.every(({ before, after }) => rights.mayWrite(before, after, writes))) return notAllowed
  const { newEmails, left } = waysInOf(changes)
  // Whoever signs in says no organisation, so an address is one person's in all of them; no directory shows the others'.
  const [taken] = await transaction.emailsTakenElsewhere(newEmails, actor.organisationId)
  if (taken !== undefined) return { outcome: 'refused', refusal: directoryRefusals.emailTaken(taken) }
  await transaction.writeRows(writes)
  await transaction.endAgents(left, now)
  return { outcome: 'applied', writes, audit: usedOnOthers(actor, command.type, changes) }
}

function withNextRev(write: RowWrite, locked: DeclaredRows): RowWrite {
  const key = rowKey(write.collection, write.row.id)
  if (!locked.has(key))
    throw new Error(`a reducer wrote a ${write.collection} that its command does not declare in "reads"`)
  const row = { ...write.row, rev: (locked.get(key)?.row.rev ?? 0) + 1 }
  return { collection: write.collection, row: syncedEntities[write.collection].schema.parse(row) } as RowWrite
}
