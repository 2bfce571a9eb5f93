import { expect, it } from 'vitest'
import type { PlannedMessage } from '../plan/plan-shift.ts'
import { countFindings, judge } from './judge.ts'
import { type Ledger, createLedger } from './ledger.ts'

const message = (marker: string, speaker: PlannedMessage['speaker']): PlannedMessage => ({
  marker,
  conversation: 0,
  speaker,
  text: marker,
  atMs: 0,
})
const all = ['c1', 'a1', 'c2', 'a2']
const receivers = ['customer', 'desk 1', 'desk 2']

/** A conversation in which everybody has everything, but for what the test changes. */
function ledgerOf(shown: Record<string, readonly string[]> = {}): Ledger {
  const ledger = createLedger(['desk 1', 'desk 2'], () => 0)
  for (const marker of all) ledger.say(message(marker, marker.startsWith('c') ? 'customer' : 0))
  for (const marker of all) ledger.saved(marker)
  for (const receiver of receivers) ledger.saw(receiver, 0, shown[receiver] ?? all)
  return ledger
}
const findingsOf = (ledger: Ledger) =>
  judge(ledger).map(({ what, message: { marker }, receiver, after }) => [
    what,
    marker,
    receiver,
    ...(after ? [after] : []),
  ])

it('finds nothing where everybody has everything, in whatever order two senders took turns', () => {
  expect(findingsOf(ledgerOf({ customer: ['a1', 'c1', 'a2', 'c2'] }))).toEqual([])
})

it('finds what was saved and came out nowhere, or not everywhere', () => {
  expect(findingsOf(ledgerOf({ customer: ['c1', 'c2', 'a2'] }))).toEqual([['lost', 'a1', 'customer']])
  const ledger = ledgerOf({ 'desk 1': ['a1', 'a2'], 'desk 2': ['a1', 'c2', 'a2'] })
  expect(findingsOf(ledger)).toEqual([
    ['lost', 'c1', 'desk 1'],
    ['lost', 'c1', 'desk 2'],
    ['lost', 'c2', 'desk 1'],
  ])
  expect(countFindings(judge(ledger), 'lost')).toBe(2)
})

it('finds everything lost in a conversation that a desk never showed', () => {
  const ledger = createLedger(['desk 1'], () => 0)
  ledger.say(message('c1', 'customer'))
  ledger.saved('c1')
  ledger.saw('customer', 0, ['c1'])
  expect(findingsOf(ledger)).toEqual([['lost', 'c1', 'desk 1']])
})

it('does not miss what nobody promised to keep', () => {
  const ledger = ledgerOf()
  ledger.say(message('c3', 'customer'))
  expect(findingsOf(ledger)).toEqual([])
})

it('finds what came out twice', () => {
  const ledger = ledgerOf({ customer: ['c1', 'a1', 'c2', 'a1', 'a2'] })
  expect(findingsOf(ledger)).toEqual([['duplicated', 'a1', 'customer']])
  expect(countFindings(judge(ledger), 'duplicated')).toBe(1)
})

it('finds two messages of one sender that were swapped', () => {
  expect(findingsOf(ledgerOf({ 'desk 2': ['c2', 'a1', 'c1', 'a2'] }))).toEqual([['out of order', 'c1', 'desk 2', 'c2']])
})

it('wakes whoever waits for a change, and says what is missing', async () => {
  const ledger = createLedger(['desk 1'], () => 0)
  ledger.say(message('c1', 'customer'))
  ledger.saved('c1')
  ledger.saw('customer', 0, ['c1'])
  expect(ledger.missing()).toEqual([{ marker: 'c1', receiver: 'desk 1' }])
  const changed = ledger.changed()
  ledger.saw('desk 1', 0, ['c1'])
  await changed
  expect(ledger.missing()).toEqual([])
})
