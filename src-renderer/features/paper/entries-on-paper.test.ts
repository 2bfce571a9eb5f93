import { expect, it } from 'vitest'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { entriesOnPaper } from './entries-on-paper.ts'

const entry = (kind: TimelineEntry['kind'], deliveryState: TimelineEntry['deliveryState']) =>
  ({ kind, deliveryState }) as TimelineEntry
const all = [
  entry('message', 'none'),
  entry('message', 'read'),
  entry('message', 'held'),
  entry('message', 'withdrawn'),
  entry('message', 'failed'),
  entry('message', 'queued'),
  entry('note', 'none'),
  entry('event', 'none'),
]
const shown = (withNotes: boolean) =>
  entriesOnPaper(all, withNotes).map(({ kind, deliveryState }) => `${kind} ${deliveryState}`)

it('has what the customer wrote and what went out to them, and no notes', () => {
  expect(shown(false)).toEqual(['message none', 'message read'])
})

it('has notes when somebody asks for them', () => {
  expect(shown(true)).toEqual(['message none', 'message read', 'note none'])
})
