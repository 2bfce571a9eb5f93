import { expect, it } from 'vitest'
import { type ReplicaFound, rebuildReason } from './rebuild-reason.ts'

const at = (seq: number, epoch = 'e1') => ({ epoch, seq })
const known = { checkpoint: at(50), generation: 'g1', rows: 1_000, scope: 's1' }

const cases: [string, ReplicaFound, ReturnType<typeof rebuildReason>][] = [
  ['as it was', { checkpoint: at(50), generation: 'g1', rows: 1_000 }, null],
  ['further than main has heard', { checkpoint: at(51), generation: 'g1', rows: 1_001 }, null],
  ['further, with fewer rows', { checkpoint: at(51), generation: 'g1', rows: 900 }, null],
  ['with more rows', { checkpoint: at(50), generation: 'g1', rows: 1_001 }, null],
  ['another database', { checkpoint: at(50), generation: 'g2', rows: 1_000 }, 'lost'],
  ['a new database', { checkpoint: null, generation: 'g2', rows: 0 }, 'lost'],
  ['a database without a generation', { checkpoint: at(50), generation: null, rows: 1_000 }, 'lost'],
  ['the same database without its place', { checkpoint: null, generation: 'g1', rows: 1_000 }, 'rolled-back'],
  ['an older state', { checkpoint: at(49), generation: 'g1', rows: 1_000 }, 'rolled-back'],
  ['fewer rows', { checkpoint: at(50), generation: 'g1', rows: 999 }, 'truncated'],
  ['another server history', { checkpoint: at(3, 'e0'), generation: 'g1', rows: 10 }, null],
  ['a worker that says no more than its place', { checkpoint: at(50) }, null],
  ['a worker that says no more, emptied', { checkpoint: null }, 'lost'],
  ['a worker that says no more, older', { checkpoint: at(49) }, 'rolled-back'],
]

it.each(cases)('takes %s for what it is', (_name, found, expected) => {
  expect(rebuildReason(known, found, 's1')).toBe(expected)
})

it('asks nothing of a replica of which it knows nothing', () => {
  expect(rebuildReason(null, { checkpoint: null, generation: 'g1', rows: 0 }, 's1')).toBeNull()
})

it('compares with what a worker without generations left', () => {
  const older = { ...known, generation: null }
  expect(rebuildReason(older, { checkpoint: at(50), generation: 'g1', rows: 1_000 }, 's1')).toBeNull()
  expect(rebuildReason(older, { checkpoint: at(2), generation: 'g1', rows: 1_000 }, 's1')).toBe('rolled-back')
})

it('gives up rows of other brands, rights or another key, wherever they stand', () => {
  const found = { checkpoint: at(50), generation: 'g1', rows: 1_000 }
  expect(rebuildReason(known, found, 's2')).toBe('other-scope')
  expect(rebuildReason(known, { ...found, checkpoint: at(51) }, 's2')).toBe('other-scope')
  expect(rebuildReason({ ...known, scope: '' }, found, 's2')).toBeNull()
})
