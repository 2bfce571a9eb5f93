import { blankEntry } from '#shared/domain/directory/blank-entry.ts'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { owned } from '../owned.ts'

export const reasons = ['Delivery', 'Return', 'Product question', 'Payment', 'Complaint'] as const

const fields = [
  { id: 'field-reason', name: 'Reason', about: 'conversation', type: 'choice', choices: [...reasons] },
  { id: 'field-call-back', name: 'Wants a call back', about: 'conversation', type: 'yes-no', choices: [] },
  { id: 'field-promised', name: 'Promised by', about: 'conversation', type: 'date', choices: [] },
  { id: 'field-member', name: 'Membership number', about: 'customer', type: 'text', choices: [] },
  { id: 'field-returns', name: 'Returns this year', about: 'customer', type: 'number', choices: [] },
] as const

const awayReasons = [
  { id: 'away-break', name: 'Break' },
  { id: 'away-lunch', name: 'Lunch' },
  { id: 'away-meeting', name: 'Meeting' },
  { id: 'away-training', name: 'Training' },
] as const

/** Why its agents are away. */
export const awayReasonRows = (): readonly DirectoryEntry[] =>
  awayReasons.map((reason) => ({
    ...blankEntry(),
    ...owned(''),
    ...reason,
    kind: 'away-reason',
    parentId: 'org-meridian',
  }))

/** What the organisation wants to know besides: one field of each type. */
export const fieldRows = (): readonly DirectoryEntry[] =>
  fields.map(({ id, name, about, type, choices }) => ({
    ...blankEntry(),
    ...owned(''),
    id,
    kind: 'field',
    name,
    parentId: 'org-meridian',
    field: { about, type, choices: [...choices] },
  }))
