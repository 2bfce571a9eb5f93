import { expect, it } from 'vitest'
import { judge } from './judge.ts'
import { createLedger } from './ledger.ts'
import { describeFinding, describeSlowest, toSummary, toTable } from './report.ts'

function resultOf() {
  let nowMs = 0
  const ledger = createLedger(['desk 1'], () => nowMs)
  const said = [
    { marker: '0.c.1', speaker: 'customer' as const },
    { marker: '0.a0.1', speaker: 0 },
    { marker: '0.a0.2', speaker: 0 },
  ]
  for (const { marker, speaker } of said) {
    ledger.say({ marker, speaker, conversation: 0, text: '', atMs: 0 })
    nowMs += 10
    ledger.saved(marker)
  }
  ledger.saw('desk 1', 0, ['0.c.1', '0.a0.1', '0.a0.2'])
  nowMs = 1_040
  ledger.saw('customer', 0, ['0.c.1', '0.a0.2'])
  const messages = [...ledger.messages.values()]
  const faults = new Map([
    ['cut', 2],
    ['reset', 1],
  ])
  return { seed: 7, conversations: 1, messages, findings: judge(ledger), faults, recoveries: 4 }
}

it('sums a shift up, with the delays to the other side only', () => {
  expect(toSummary(resultOf())).toEqual({
    seed: 7,
    conversations: 1,
    toAgent: 1,
    toCustomer: 2,
    faults: 3,
    lost: 1,
    duplicated: 0,
    outOfOrder: 0,
    p50Ms: 30,
    p99Ms: 1_020,
    recoveries: 4,
  })
})

it('says of a lost message which way it went', () => {
  const [finding] = resultOf().findings
  expect(finding && describeFinding(finding)).toBe(
    'lost at customer: message 0.a0.1 of the desk 1, said 0.0 s, kept 0.0 s, first seen by: desk 1 0.0 s',
  )
})

it('names the message that took longest', () => {
  expect(describeSlowest(resultOf().messages)).toBe(
    'slowest: message 0.a0.2 of the desk 1, said 0.0 s, kept 0.0 s, first seen by: desk 1 0.0 s, customer 1.0 s',
  )
  expect(describeSlowest([])).toBeUndefined()
})

it('shows it all as a table', () => {
  expect(toTable(resultOf(), 'A shift')).toContain('faults               3 (cut 2, reset 1)')
})
