import { describe, expect, it } from 'vitest'
import type { FeedEntry } from '#shared/sync/feed.ts'
import { conversation } from '../testing/test-desk.ts'
import { unfoldEntries } from './unfold-entries.ts'

const place = { seq: 10, replicaId: 'replica', cursors: { log: 3 } }

const cursor = (seq: number, deviceSeq: number, change: object = {}): FeedEntry => ({
  kind: 'cursor',
  seq,
  replicaId: 'replica',
  logId: 'log',
  deviceSeq,
  commandId: `command-${deviceSeq}`,
  refusal: null,
  ...change,
})

const row = (seq: number, rev: number): FeedEntry => ({
  kind: 'row',
  seq,
  collection: 'conversation',
  rootKind: 'conversation',
  rootId: 'c1',
  row: { ...conversation('c1'), rev },
})

describe('what feed entries mean', () => {
  it('[O6] only this replica’s cursors count, each for its own log, and none goes back', () => {
    const others = [cursor(11, 9, { replicaId: 'other' }), cursor(12, 8, { logId: 'old log' })]
    expect(unfoldEntries([...others, cursor(13, 5), cursor(14, 4)], place).cursors).toEqual({ log: 5, 'old log': 8 })
    expect(unfoldEntries([...others, cursor(13, 2)], place).cursors).toEqual({ log: 3, 'old log': 8 })
  })

  it('[O4] a refusal counts whichever log of this replica it was asked for in', () => {
    const refusal = { kind: 'conversation/not-found', retryable: false } as const
    const refused = (change: object) => cursor(12, 8, { refusal, ...change })
    expect(unfoldEntries([refused({ logId: 'old log' })], place).refusals).toHaveLength(1)
    expect(unfoldEntries([refused({ replicaId: 'other' })], place).refusals).toEqual([])
  })

  it('[F2] entries that were applied before are passed over', () => {
    expect(unfoldEntries([row(9, 4), cursor(10, 7)], place)).toMatchObject({ rows: new Map(), cursors: place.cursors })
  })

  it('[F4] of several versions of a row in one page the highest revision stays', () => {
    const { rows } = unfoldEntries([row(11, 4), row(12, 6), row(13, 5)], place)
    expect([...(rows.get('conversation')?.values() ?? [])].map(({ rev }) => rev)).toEqual([6])
  })
})
