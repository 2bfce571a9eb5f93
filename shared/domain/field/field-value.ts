import { z } from 'zod'
import { text } from '../../schema/fields.ts'
import { fieldTextMax } from './field-limits.ts'

/** Fields that hold a value in one row. */
export const fieldsMax = 100

/** Text, the day of a date (`2026-11-26`) and a choice are strings. */
export const fieldValue = () => z.union([text(fieldTextMax).min(1), z.number().min(-1e15).max(1e15), z.boolean()])
export type FieldValue = z.infer<ReturnType<typeof fieldValue>>

/** What an organisation's own fields hold in one row, by ascending `fieldId`. A field that is empty is not there. */
export const fieldValues = () =>
  z.array(z.strictObject({ fieldId: text(36).min(1), value: fieldValue() })).max(fieldsMax)
export type FieldValues = z.infer<ReturnType<typeof fieldValues>>

export function withValue(fields: FieldValues, fieldId: string, value: FieldValue | null): FieldValues {
  const others = fields.filter((field) => field.fieldId !== fieldId)
  if (value === null) return others
  return [...others, { fieldId, value }].sort((a, b) => (a.fieldId < b.fieldId ? -1 : 1))
}
