import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { groupEntries } from './group-entries.ts'

const minute = 60_000
const day = 24 * 60 * minute

function entry(id: string, createdAt: number, author = 'ana', kind: TimelineEntry['kind'] = 'message') {
  return { id, createdAt, kind, authorKind: 'customer', authorId: author } as unknown as TimelineEntry
}

const isSameDay = (one: number, other: number) => Math.floor(one / day) === Math.floor(other / day)
const shape = (entries: TimelineEntry[]) =>
  groupEntries(entries, isSameDay).map(({ entries: inDay }) =>
    inDay.map(({ entry: { id }, startsGroup }) => (startsGroup ? `+${id}` : id)).join(' '),
  )

describe('a timeline', () => {
  it('puts messages of one author that follow closely under one name', () => {
    expect(shape([entry('a', 0), entry('b', minute), entry('c', 20 * minute)])).toEqual(['+a b +c'])
  })

  it('begins a new group with another author and with a note', () => {
    expect(shape([entry('a', 0), entry('b', 1, 'ben'), entry('c', 2, 'ben', 'note')])).toEqual(['+a +b +c'])
  })

  it('begins a new day with a new group', () => {
    expect(shape([entry('a', day - minute), entry('b', day)])).toEqual(['+a', '+b'])
  })

  it('is empty where nothing was said', () => {
    expect(shape([])).toEqual([])
  })
})
