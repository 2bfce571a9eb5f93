import type { Actor, RowReader } from '#shared/domain/command.ts'
import type { SyncedCollection, SyncedRows } from '#shared/domain/entities.ts'
import { prepareCommand } from '#shared/domain/run-command.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { AnyRow } from '../rows/replica-row.ts'

export type View = Map<SyncedCollection, Map<string, AnyRow>>
export type BaseLookup = (collection: SyncedCollection, id: string) => AnyRow | undefined

export interface Foresight {
  readonly actor: Actor
  /** Commands up to here are on their way to the server. */
  readonly uplinkedTo: number
  onFault(commandType: string): void
}

/** A command, the rows as they are right before it, and whether it changes any of them here. */
export type OnForeseen = (command: Envelope, before: RowReader, hasChanged: boolean) => void

/**
 * Runs `commands`, in the order of the log, over the server's rows and the views that earlier ones gave, and adds what
 * they write to `view`. A command that does not run here (a row is missing, this build does not know it) changes nothing:
 * the server decides.
 */
export function foldPending(
  view: View,
  baseOf: BaseLookup,
  commands: readonly Envelope[],
  foresight: Foresight,
  onForeseen?: OnForeseen,
): void {
  const rows = readerOver(view, baseOf)
  for (const command of commands) {
    const writes = writesOf(command, rows, foresight)
    onForeseen?.(command, rows, writes.length > 0)
    for (const { collection, row } of writes) {
      const views = view.get(collection) ?? new Map<string, AnyRow>()
      view.set(collection, views.set(row.id, row))
    }
  }
}

function writesOf(command: Envelope, rows: RowReader, { actor, uplinkedTo, onFault }: Foresight) {
  const prepared = prepareCommand(command)
  if (!prepared.ok) return []
  const { deviceSeq, issuedAt } = command
  const place = { at: 'replica', deviceSeq, uplinked: deviceSeq <= uplinkedTo } as const
  try {
    const reduced = prepared.run(rows, { now: issuedAt, actor, place })
    return reduced.outcome === 'applied' ? reduced.writes : []
  } catch {
    onFault(command.type)
    return []
  }
}

/** The rows that a command looks at; none for a command that this build does not know. */
export function readsOf(command: Envelope) {
  const prepared = prepareCommand(command)
  return prepared.ok ? prepared.reads : []
}

/** The rows that those lead on to. */
export function readsOnOf(command: Envelope, baseOf: BaseLookup) {
  const prepared = prepareCommand(command)
  return prepared.ok ? prepared.readsOn(readerOver(new Map(), baseOf)) : []
}

function readerOver(view: View, baseOf: BaseLookup): RowReader {
  return {
    get: <Name extends SyncedCollection>(collection: Name, id: string) =>
      (view.get(collection)?.get(id) ?? baseOf(collection, id)) as SyncedRows[Name] | undefined,
  }
}
