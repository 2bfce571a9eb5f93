import type { FieldValue, FieldValues } from './field-value.ts'

/** In a file of its own, as the limit is: windows need both without the validators. */
export const valueOf = (fields: FieldValues, fieldId: string): FieldValue | null =>
  fields.find((field) => field.fieldId === fieldId)?.value ?? null
