import type { Contents } from './backup-records.ts'
import { type Table, readSequences, readTables } from './catalogue.ts'
import { createContentDigest } from './content-digest.ts'
import { type Session, assertSeesAll } from './session.ts'
import { wholeLines } from './whole-lines.ts'

/** Counts and digests of all that the session sees. */
export async function readContents(session: Session): Promise<Contents> {
  await assertSeesAll(session.db)
  const contents: Contents = { tables: [], sequences: [...(await readSequences(session.db))] }
  for (const table of await readTables(session.db)) contents.tables.push(await readTable(session, table))
  return contents
}

export async function readTable(session: Session, table: Table): Promise<Contents['tables'][number]> {
  const digest = createContentDigest()
  for await (const lines of wholeLines(session.copyOut(table))) digest.add(lines)
  return { name: table.name, rows: digest.rows(), digest: digest.value() }
}

/** Names what differs; empty when the one is the other. */
export function differences(expected: Contents, found: Contents): readonly string[] {
  const toMap = ({ tables, sequences }: Contents) =>
    new Map([
      ...tables.map(({ name, rows, digest }) => [name, `${rows} ${digest}`] as const),
      ...sequences.map(({ name, lastValue }) => [name, lastValue ?? ''] as const),
    ])
  const [before, after] = [toMap(expected), toMap(found)]
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name))
}
