import type { FieldValue, FieldValues } from './field-value.ts'

export const valueOf = (fields: FieldValues, fieldId: string): FieldValue | null =>
  fields.find((field) => field.fieldId === fieldId)?.value ?? null

export function withValue(fields: FieldValues, fieldId: string, value: FieldValue | null): FieldValues {
  const others = fields.filter((field) => field.fieldId !== fieldId)
  if (value === null) return others
  return [...others, { fieldId, value }].sort((a, b) => (a.fieldId < b.fieldId ? -1 : 1))
}
