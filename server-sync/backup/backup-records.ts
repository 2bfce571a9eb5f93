import { z } from 'zod'
import { BackupFailure } from './backup-failure.ts'
import type { Table } from './catalogue.ts'
import { readBytes } from './read-bytes.ts'

/** What stands first inside a backup: who made it, from what, and what the tables look like. */
const headerSchema = z.object({
  farline: z.string(),
  engine: z.enum(['pglite', 'postgres']),
  madeAt: z.string(),
  migrations: z.array(z.object({ number: z.number(), name: z.string(), checksum: z.string() })),
  position: z.object({ epoch: z.string(), seq: z.number() }),
})
export type BackupHeader = z.infer<typeof headerSchema>

const contentsSchema = z.object({
  tables: z.array(z.object({ name: z.string(), rows: z.number(), digest: z.string() })),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string().nullable() })),
})
/** What stands last: what a whole restore must come to. */
export type Contents = z.infer<typeof contentsSchema>

const tableSchema = z.object({ name: z.string(), columns: z.array(z.string()) })

/** Records of `kind | length | bytes`: a header, then for each table its name and its lines, then the contents. */
const kinds = { header: 1, table: 2, lines: 3, contents: 4 } as const
type Kind = (typeof kinds)[keyof typeof kinds]

function record(kind: Kind, bytes: Buffer): Buffer {
  const start = Buffer.alloc(5)
  start[0] = kind
  start.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([start, bytes])
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value))
export const headerRecord = (header: BackupHeader) => record(kinds.header, json(header))
export const tableRecord = (table: Table) => record(kinds.table, json(table))
export const linesRecord = (lines: Buffer) => record(kinds.lines, lines)
export const contentsRecord = (contents: Contents) => record(kinds.contents, json(contents))

export interface BackupVisitor {
  header(header: BackupHeader): Promise<void>
  /** Takes all of `lines`. */
  table(table: Table, lines: AsyncIterable<Buffer>): Promise<void>
  contents(contents: Contents): Promise<void>
}

/** In the order in which they stand. The bytes were proven before they come here: what does not fit is another build's. */
export async function readRecords(source: AsyncIterable<Buffer>, visitor: BackupVisitor): Promise<void> {
  const reader = readBytes(source)
  let current = await next()
  await visitor.header(await take(kinds.header, headerSchema))
  while (current?.kind === kinds.table) await visitor.table(await take(kinds.table, tableSchema), lines())
  const contents = await take(kinds.contents, contentsSchema)
  if (current) throw foreign()
  await visitor.contents(contents)

  async function next(): Promise<{ kind: number; bytes: Buffer } | undefined> {
    const start = await reader.take(5)
    if (start.length === 0) return undefined
    if (start.length < 5) throw foreign()
    return { kind: start[0] ?? 0, bytes: await reader.take(start.readUInt32BE(1)) }
  }

  async function take<Value>(kind: Kind, schema: z.ZodType<Value>): Promise<Value> {
    if (current?.kind !== kind) throw foreign()
    const read = schema.safeParse(JSON.parse(current.bytes.toString()))
    if (!read.success) throw foreign()
    current = await next()
    return read.data
  }

  async function* lines(): AsyncGenerator<Buffer, void> {
    while (current?.kind === kinds.lines) {
      yield current.bytes
      current = await next()
    }
  }
}

const foreign = () =>
  new BackupFailure('backup/newer', 'This backup holds what this build cannot read: use the build that made it.')
