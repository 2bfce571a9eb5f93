import { expect, it } from 'vitest'
import { conversationOf, filesOf, wordsOf } from './command-words.ts'

const of = (args: Record<string, unknown>) => [conversationOf({ args }), wordsOf({ args })]

it('what somebody typed is found in every command that carries words', () => {
  expect(of({ conversationId: 'c', text: 'Hello' })).toEqual(['c', 'Hello'])
  expect(of({ conversationId: 'c', note: 'Speaks French', to: { kind: 'queue', queueId: 'q' } })).toEqual([
    'c',
    'Speaks French',
  ])
  expect(of({ conversationId: 'c', reason: 'At lunch' })).toEqual(['c', 'At lunch'])
  expect(of({ customerId: 'p', fieldId: 'f', value: 'red' })).toEqual([null, 'red'])
  expect(
    of({ customerId: 'p', changes: { name: { from: 'Zoe', to: 'Zoë' }, city: { from: '', to: 'Cork' } } }),
  ).toEqual([null, 'Zoë\nCork'])
  expect(of({ fromId: 'c', intoId: 'd' })).toEqual(['c', null])
  expect(of({ conversationId: 'c', note: '' })).toEqual(['c', null])
})

it('and so are the files that a reply was to carry', () => {
  const attachments = [{ fileId: 'f1', name: 'a.pdf', bytes: 3 }]
  expect(filesOf({ args: { conversationId: 'c', text: '', attachments } })).toEqual(attachments)
  expect(filesOf({ args: { conversationId: 'c', text: 'Hello' } })).toEqual([])
})
