import { z } from 'zod'
import type { AnyEntity } from './define-entity.ts'

/** The part of a JSON schema property that RxDB and SQL care about; `nullable` is unfolded from `anyOf`. */
export interface JsonProperty {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'
  readonly nullable: boolean
  readonly enum?: readonly string[]
  readonly maxLength?: number
  readonly maximum?: number
}

interface RawProperty {
  type?: JsonProperty['type'] | 'null'
  enum?: string[]
  maxLength?: number
  maximum?: number
  anyOf?: RawProperty[]
}

export function jsonProperties(entity: AnyEntity): ReadonlyMap<string, JsonProperty> {
  const json = z.toJSONSchema(entity.schema, { target: 'draft-7', unrepresentable: 'any' })
  const properties = (json.properties ?? {}) as Record<string, RawProperty>
  return new Map(Object.entries(properties).map(([name, raw]) => [name, property(`${entity.name}.${name}`, raw)]))
}

function property(path: string, raw: RawProperty): JsonProperty {
  const nullable = raw.anyOf?.some((option) => option.type === 'null') ?? false
  const inner = nullable ? raw.anyOf?.find((option) => option.type !== 'null') : raw
  const type = inner?.type ?? (inner?.anyOf ? 'object' : undefined)
  if (!inner || !type || type === 'null') throw new Error(`${path}: a field needs one JSON type, or that type and null`)
  return {
    type,
    nullable,
    ...(inner.enum ? { enum: inner.enum } : {}),
    ...(inner.maxLength === undefined ? {} : { maxLength: inner.maxLength }),
    ...(inner.maximum === undefined ? {} : { maximum: inner.maximum }),
  }
}
