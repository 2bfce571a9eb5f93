import { z } from 'zod'
import type { Refusal } from '../../kit/refusal.ts'
import { id } from '../../schema/fields.ts'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { conversationRefusals } from '../conversation/refusals.ts'
import { customerRefusals } from '../customer/refusals.ts'
import type { DirectoryEntry } from '../directory/directory-entry.ts'
import { type FieldValue, type FieldValues, fieldValue, fieldsMax, withValue } from './field-value.ts'
import { valueOf } from './value-of.ts'
import { fieldRefusals } from './refusals.ts'

const given = {
  fieldId: id('FieldId'),
  /** Null: empty. */
  value: fieldValue().nullable(),
  /** What stood there for the person who sets it: of two at once, the second is told. */
  was: fieldValue().nullable().optional(),
}

/** Write into one of the organisation's own fields, as the server's definition of it allows. */
export const setField = defineCommand({
  type: 'field.set',
  version: 1,
  actors: ['agent'],
  args: z.union([
    z.strictObject({ conversationId: id('ConversationId'), ...given }),
    z.strictObject({ customerId: id('CustomerId'), ...given }),
  ]),
  reads: (args) => [
    'conversationId' in args
      ? { collection: 'conversation', id: args.conversationId }
      : { collection: 'customer', id: args.customerId },
    { collection: 'directory', id: args.fieldId },
  ],
  reduce: (rows, args) => {
    const definition = rows.get('directory', args.fieldId)
    if ('conversationId' in args) {
      const row = rows.get('conversation', args.conversationId)
      if (!row) return refused(conversationRefusals.notFound())
      if (row.mergedIntoId !== null) return refused(conversationRefusals.merged(row.mergedIntoId))
      const set = setIn('conversation', row, definition, args)
      if (set.outcome !== 'set') return set
      return applied({ collection: 'conversation', row: { ...row, fields: set.fields } })
    }
    const row = rows.get('customer', args.customerId)
    if (!row) return refused(customerRefusals.notFound())
    if (row.mergedIntoId !== null) return refused(customerRefusals.merged(row.mergedIntoId))
    const set = setIn('customer', row, definition, args)
    if (set.outcome !== 'set') return set
    return applied({ collection: 'customer', row: { ...row, fields: set.fields } })
  },
})

interface Wanted {
  readonly fieldId: string
  readonly value: FieldValue | null
  readonly was?: FieldValue | null | undefined
}

function setIn(
  about: 'conversation' | 'customer',
  row: { readonly brandId: string; readonly fields: FieldValues },
  definition: DirectoryEntry | undefined,
  { fieldId, value, was }: Wanted,
) {
  const stands = valueOf(row.fields, fieldId)
  if (stands === value) return unchanged
  const refusal = checkField(about, row.brandId, definition, fieldId, value)
  if (refusal) return refused(refusal)
  if (was !== undefined && was !== stands) return refused(fieldRefusals.changedMeanwhile(fieldId))
  const fields = withValue(row.fields, fieldId, value)
  return fields.length > fieldsMax ? refused(fieldRefusals.tooMany()) : ({ outcome: 'set', fields } as const)
}

function checkField(
  about: 'conversation' | 'customer',
  brandId: string,
  definition: DirectoryEntry | undefined,
  fieldId: string,
  value: FieldValue | null,
): Refusal | undefined {
  const field = definition?.kind === 'field' && definition.isActive ? definition.field : null
  const isOfBrand = definition?.brandIds.length === 0 || definition?.brandIds.includes(brandId)
  if (!field || field.about !== about || !isOfBrand) return fieldRefusals.unknown(fieldId)
  return value === null || fits(value, field) ? undefined : fieldRefusals.wrongValue(fieldId)
}

function fits(value: FieldValue, { type, choices }: NonNullable<DirectoryEntry['field']>): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'yes-no':
      return typeof value === 'boolean'
    case 'choice':
      return typeof value === 'string' && choices.includes(value)
    case 'date':
      return typeof value === 'string' && isDay(value)
  }
}

/** A day that there is, whatever the time zone: `2026-02-30` is none. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const at = Date.parse(`${value}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(value)
}
