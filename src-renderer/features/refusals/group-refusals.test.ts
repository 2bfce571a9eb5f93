import { expect, it } from 'vitest'
import type { RefusalCard } from '#shared/rpc/queries-contract.ts'
import { groupRefusals } from './group-refusals.ts'

const card = (commandId: string, togetherId: string | null): RefusalCard => ({
  commandId,
  type: 'conversation.resolve',
  conversationId: 'c',
  customerId: null,
  text: null,
  files: [],
  refusal: { kind: 'conversation/is-spam', retryable: false },
  refusedAt: 1,
  togetherId,
})

it('what was refused of one doing is one card, in the place of the first; the rest stands alone', () => {
  const cards = [card('a', null), card('b', 'b'), card('c', null), card('d', 'b')]
  expect(groupRefusals(cards).map((group) => group.map(({ commandId }) => commandId))).toEqual([
    ['a'],
    ['b', 'd'],
    ['c'],
  ])
})
