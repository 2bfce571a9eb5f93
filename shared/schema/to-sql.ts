import type { AnyEntity } from './define-entity.ts'
import { type JsonProperty, jsonProperties } from './json-properties.ts'

/** `lastMessageAt` → `last_message_at`. */
export const columnName = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const quote = (name: string) => `"${name}"`
const literal = (value: string) => `'${value.replaceAll("'", "''")}'`

/** The first migration of an entity's table; every later change is a handwritten migration. */
export function toSql(entity: AnyEntity): string {
  const table = columnName(entity.name)
  const columns = [...jsonProperties(entity)].map(([field, property]) => `  ${column(field, property)}`)
  const indexes = entity.indexes
    .map((fields) => fields.map((field) => columnName(field.replace(/Desc$/, ''))))
    .map((fields) => [...new Set(['organisation_id', ...fields])])
    .map(
      (fields) =>
        `CREATE INDEX ${quote([table, ...fields.slice(1)].join('_').slice(0, 63))} ON ${quote(table)} (${fields.map(quote).join(', ')});`,
    )
  return [`CREATE TABLE ${quote(table)} (`, columns.join(',\n'), ');', ...indexes].join('\n')
}

function column(field: string, property: JsonProperty): string {
  const name = quote(columnName(field))
  const type = sqlType(property)
  const nullable = property.nullable ? '' : ' NOT NULL'
  return `${name} ${type}${nullable}${field === 'id' ? ' PRIMARY KEY' : ''}${check(name, property)}`
}

function sqlType({ type }: JsonProperty): string {
  switch (type) {
    case 'string':
      return 'text'
    case 'integer':
      return 'bigint'
    case 'number':
      return 'double precision'
    case 'boolean':
      return 'boolean'
    case 'array':
    case 'object':
      return 'jsonb'
  }
}

function check(name: string, property: JsonProperty): string {
  if (property.enum) return ` CHECK (${name} IN (${property.enum.map(literal).join(', ')}))`
  if (property.maxLength !== undefined) return ` CHECK (char_length(${name}) <= ${property.maxLength})`
  return ''
}
