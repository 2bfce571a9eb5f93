import { type AnyEntity, descendingName } from './define-entity.ts'
import { jsonProperties } from './json-properties.ts'

export type ClearValue = string | number | boolean

/** The readable part of a stored row, in the shape `toRxSchema` declares. Built once an entity, called once a row. */
export function clearFieldsOf(
  entity: AnyEntity,
): (row: Readonly<Record<string, unknown>>) => Record<string, ClearValue> {
  const all = jsonProperties(entity)
  const fields = entity.clear.map((field) => {
    const type = all.get(field)?.type
    return { field, ifNull: type === 'string' ? '' : type === 'boolean' ? false : 0 }
  })
  const inverted = (entity.descending ?? []).map((field) => ({
    field,
    max: all.get(field)?.maximum ?? Number.MAX_SAFE_INTEGER,
  }))
  return (row) => {
    const clear: Record<string, ClearValue> = {}
    for (const { field, ifNull } of fields) clear[field] = (row[field] as ClearValue | null | undefined) ?? ifNull
    for (const { field, max } of inverted) clear[descendingName(field)] = max - Number(row[field] ?? 0)
    return clear
  }
}
