import { isDeepStrictEqual } from 'node:util'
import type { RowReader, RowWrite } from '#shared/domain/command.ts'
import { prepareCommand } from '#shared/domain/run-command.ts'
import { type World, initialRows } from '../world/world.ts'

/** [T6] The server's rows are what its decisions give, each run once and in the order in which they were taken. */
export function checkReplay(world: World): string[] {
  const rows = new Map<string, RowWrite['row']>(
    initialRows.map(({ collection, row }) => [`${collection}/${row.id}`, row]),
  )
  const reader: RowReader = { get: (collection, id) => rows.get(`${collection}/${id}`) as never }
  const done = new Set<string>()
  for (const { commandId, actor, command, refusal } of world.journal.entries()) {
    // A log that was begun anew carries over what was decided already.
    if (refusal || done.has(commandId)) continue
    if (commandId !== '') done.add(commandId)
    const prepared = prepareCommand(command)
    if (!prepared.ok) return [`[T6] ${command.type} ${commandId} was accepted and cannot be understood`]
    const reduced = prepared.run(reader, { now: 0, actor, place: { at: 'server' } })
    if (reduced.outcome === 'refused')
      return [`[T6] ${command.type} ${commandId} was accepted, and is ${reduced.refusal.kind}`]
    if (reduced.outcome !== 'applied') continue
    for (const { collection, row } of reduced.writes) {
      const key = `${collection}/${row.id}`
      rows.set(key, { ...row, rev: (rows.get(key)?.rev ?? 0) + 1 })
    }
  }
  for (const [collection, stored] of world.tables().rows)
    for (const row of stored.values())
      if (!isDeepStrictEqual(timeless(rows.get(`${collection}/${row.id}`)), timeless(row)))
        return [`[T6] ${collection}/${row.id} is not what its commands make of it`]
  return []
}

/** Instants are the server's clock at the time, which a replay does not have. */
function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless)
  if (typeof value !== 'object' || value === null) return value ?? {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, inner]) =>
      field.endsWith('At') ? [] : [[field, inner === null ? null : timeless(inner)]],
    ),
  )
}
