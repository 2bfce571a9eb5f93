import { syncedEntities } from '#shared/domain/entities.ts'
import { jsonProperties } from '#shared/schema/json-properties.ts'
import { columnName } from '#shared/schema/to-sql.ts'
import { actorOfViewer } from '../policy/may-see.ts'
import type { ReadSnapshotPage } from '../sync/snapshot.ts'
import { sqlLiteral } from './copy-statement.ts'
import type { Database } from './database.ts'

const lineFeed = 10

/** The page is written by the database itself and handed on as it is: no row is taken apart and put together again here. */
export function copySnapshotPage(database: Pick<Database, 'copyLines'>): ReadSnapshotPage<Buffer> {
  return async (viewer, collection, afterId, limit) => {
    const fields = [...jsonProperties(syncedEntities[collection]).keys()]
    const columns = fields.map((field) => `"${columnName(field)}" AS "${field}"`).join(', ')
    // Which rows those are, the database itself keeps to: see policy/row-security.ts.
    const lines = await database.copyLines(
      `SELECT '{"collection":"${collection}","row":' || row_to_json(visible)::text || '}' FROM (
         SELECT ${columns} FROM "${columnName(collection)}"
         WHERE id > ${sqlLiteral(afterId)} ORDER BY id LIMIT ${limit}) AS visible`,
      { actor: actorOfViewer(viewer), replicaId: viewer.replicaId },
    )
    return { lines, count: countLines(lines), lastId: lastIdOf(lines) }
  }
}

function countLines(lines: Buffer): number {
  let count = 0
  for (let at = lines.indexOf(lineFeed); at >= 0; at = lines.indexOf(lineFeed, at + 1)) count += 1
  return count
}

function lastIdOf(lines: Buffer): string {
  if (lines.length === 0) return ''
  const last = lines.subarray(lines.lastIndexOf(lineFeed, lines.length - 2) + 1)
  return (JSON.parse(last.toString()) as { row: { id: string } }).row.id
}
