import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import type { FieldValue } from '#shared/domain/field/field-value.ts'

export type FieldType = NonNullable<DirectoryEntry['field']>['type']

/** What is kept, as it is written into a field. */
export const textOf = (value: FieldValue | null): string => (value === null ? '' : String(value))

/** What somebody wrote, as it is kept; undefined: it cannot be. A comma is a decimal point for half of the world. */
export function valueOfText(type: FieldType, text: string): FieldValue | null | undefined {
  if (text === '') return null
  if (type !== 'number') return text
  const number = Number(plainDigits(text).replace(/\s/g, '').replace(',', '.'))
  return Number.isFinite(number) && Math.abs(number) <= 1e15 ? number : undefined
}

/** Arabic keyboards write other digits. */
const plainDigits = (text: string) =>
  text.normalize('NFKC').replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
