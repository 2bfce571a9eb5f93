import { expect, it } from 'vitest'
import { announcedDue } from './announced-due.ts'

const item = (row: object) => ({
  seq: 1,
  organisationId: 'org',
  brandId: '',
  replicaId: null,
  collection: 'conversation' as const,
  text: JSON.stringify({ seq: 1, kind: 'row', row }),
})

it('finds the earliest instant and ignores rows that ask for none', () => {
  expect(announcedDue([item({ snoozedUntilAt: 9 }), item({ dueAt: 7 }), item({ dueAt: 0 })])).toBe(7)
  expect(announcedDue([item({ snoozedUntilAt: 0, text: 'hello' })])).toBe(Number.POSITIVE_INFINITY)
})

it('looks at once when a message is gone that others wait behind', () => {
  expect(announcedDue([item({ dueAt: 7 }), item({ deliveryState: 'withdrawn', dueAt: 0 })])).toBe(0)
  expect(announcedDue([item({ text: '"deliveryState":"withdrawn"' })])).toBe(Number.POSITIVE_INFINITY)
})

it('[T1] is not misled by what somebody wrote', () => {
  expect(announcedDue([item({ text: '"dueAt":5', dueAt: 0 })])).toBe(Number.POSITIVE_INFINITY)
  expect(announcedDue([item({ text: '\\"dueAt":5', dueAt: 0 })])).toBe(Number.POSITIVE_INFINITY)
})
