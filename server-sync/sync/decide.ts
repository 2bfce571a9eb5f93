import type { Actor, RowKey, RowReader, RowWrite } from '#shared/domain/command.ts'
import type { DirectoryView } from '#shared/domain/directory/directory-view.ts'
import { syncedEntities } from '#shared/domain/entities.ts'
import { type RunnableCommand, prepareCommand } from '#shared/domain/run-command.ts'
import type { Instant } from '#shared/kit/clock.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { mayTouch } from '../policy/may-touch.ts'
import type { ServerTransaction } from './store/server-store.ts'

export type Decision =
  | { readonly outcome: 'applied'; readonly writes: readonly RowWrite[] }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

const notAllowed: Decision = { outcome: 'refused', refusal: { kind: 'command/not-allowed', retryable: false } }

/** Locks what the command reads, asks whether the actor may, lets the shared reducer decide, and stores its rows. */
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
  const locked = await lockRows(transaction, prepared.reads)
  for (const found of locked.values()) if (found && !mayTouch(actor, found)) return notAllowed

  const reduced = prepared.run(readerOf(locked, directory), { now, actor, place: { at: 'server' } })
  if (reduced.outcome !== 'applied') return reduced
  const writes = reduced.writes.map((write) => withNextRev(write, locked))
  if (!writes.every((write) => mayTouch(actor, write))) return notAllowed
  await transaction.writeRows(writes)
  return { outcome: 'applied', writes }
}

type Locked = ReadonlyMap<string, RowWrite | undefined>

const keyOf = (collection: string, id: string) => `${collection}/${id}`

async function lockRows(transaction: ServerTransaction, reads: readonly RowKey[]): Promise<Locked> {
  const locked = new Map<string, RowWrite | undefined>(
    reads.map(({ collection, id }) => [keyOf(collection, id), undefined]),
  )
  for (const found of await transaction.lockRows(reads)) locked.set(keyOf(found.collection, found.row.id), found)
  return locked
}

function readerOf(locked: Locked, directory: DirectoryView | undefined): RowReader {
  return {
    ...(directory ? { directory: () => directory } : {}),
    get(collection, id) {
      const key = keyOf(collection, id)
      if (!locked.has(key))
        throw new Error(`a reducer looked at a ${collection} that its command does not declare in "reads"`)
      return locked.get(key)?.row as never
    },
  }
}

function withNextRev(write: RowWrite, locked: Locked): RowWrite {
  const key = keyOf(write.collection, write.row.id)
  if (!locked.has(key))
    throw new Error(`a reducer wrote a ${write.collection} that its command does not declare in "reads"`)
  const row = { ...write.row, rev: (locked.get(key)?.row.rev ?? 0) + 1 }
  return { collection: write.collection, row: syncedEntities[write.collection].schema.parse(row) } as RowWrite
}
