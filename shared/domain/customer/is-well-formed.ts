import { isLanguage, isTimeZone } from '../directory/check-entry.ts'

/** What of a customer people write down and correct. */
export const editableDetails = [
  'name',
  'email',
  'phone',
  'language',
  'country',
  'city',
  'timeZone',
  'tier',
  'about',
] as const
export type EditableDetail = (typeof editableDetails)[number]

/** Empty is always well formed: it is not known. */
export function isWellFormed(field: EditableDetail, value: string): boolean {
  if (value === '') return true
  switch (field) {
    case 'email':
      return /^[^\s@"<>,;]+@[^\s@"<>,;]+$/.test(value)
    case 'language':
      return isLanguage(value)
    case 'country':
      return /^[A-Z]{2}$/.test(value)
    case 'timeZone':
      return isTimeZone(value)
    case 'name':
    case 'phone':
    case 'city':
    case 'tier':
    case 'about':
      return true
  }
}
