import type { Json } from '../kit/json.ts'
import { type AnyEntity, descendingName } from './define-entity.ts'
import { idMaxLength } from './fields.ts'
import { type JsonProperty, jsonProperties } from './json-properties.ts'

export interface RxSchema {
  readonly title: string
  readonly version: number
  readonly primaryKey: 'id'
  readonly type: 'object'
  readonly properties: Readonly<Record<string, Readonly<Record<string, Json>>>>
  readonly required: readonly string[]
  readonly additionalProperties: false
  readonly indexes: readonly (readonly string[])[]
}

/**
 * What is stored on disk: the id, the clear fields (null becomes '' or 0, since RxDB cannot index null), the inverted
 * numbers and `sealed`, which holds the whole row and, under pending commands, its server version.
 */
export function toRxSchema(entity: AnyEntity): RxSchema {
  const all = jsonProperties(entity)
  const properties: Record<string, Record<string, Json>> = {
    id: { type: 'string', maxLength: all.get('id')?.maxLength ?? idMaxLength },
  }
  for (const field of entity.clear) {
    const found = all.get(field)
    if (!found) throw new Error(`${entity.name}: no field "${field}"`)
    properties[field] = clearProperty(entity.name, field, found)
  }
  for (const field of entity.descending ?? []) properties[descendingName(field)] = { ...properties[field] }
  properties['sealed'] = { type: 'string' }
  return {
    title: entity.name,
    version: entity.version - 1,
    primaryKey: 'id',
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    indexes: entity.indexes,
  }
}

function clearProperty(entity: string, field: string, found: JsonProperty): Record<string, Json> {
  switch (found.type) {
    case 'string': {
      const maxLength = found.maxLength ?? Math.max(0, ...(found.enum ?? []).map((value) => value.length))
      if (maxLength === 0) throw new Error(`${entity}.${field}: a clear string needs a maximum length`)
      return { type: 'string', maxLength }
    }
    case 'integer':
      return { type: 'integer', minimum: 0, maximum: found.maximum ?? Number.MAX_SAFE_INTEGER, multipleOf: 1 }
    case 'boolean':
      return { type: 'boolean' }
    case 'number':
    case 'array':
    case 'object':
      throw new Error(`${entity}.${field}: only text, integers and booleans can be clear`)
  }
}
