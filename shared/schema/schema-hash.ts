import { z } from 'zod'
import type { AnyEntity } from './define-entity.ts'
import { toRxSchema } from './to-rx-schema.ts'

/** A short fingerprint (FNV-1a, 53 bits) of all that a version stands for: shape, limits, clear fields, indexes. */
export function schemaHash(entity: AnyEntity): string {
  const { version: _, ...stored } = toRxSchema(entity)
  return fingerprint(
    JSON.stringify([z.toJSONSchema(entity.schema, { target: 'draft-7', unrepresentable: 'any' }), stored]),
  )
}

function fingerprint(value: string): string {
  let high = 0x811c9dc5
  let low = 0xcbf29ce4
  for (let index = 0; index < value.length; index++) {
    high = Math.imul(high ^ value.charCodeAt(index), 0x01000193)
    low = Math.imul(low ^ value.charCodeAt(index), 0x5bd1e995)
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0')
}
