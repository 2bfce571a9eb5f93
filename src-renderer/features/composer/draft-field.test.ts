import { expect, it } from 'vitest'
import { basedOn, emptyField, handedOver, kept, left, lost, reconnected, refused, told, typed } from './draft-field.ts'

const known = (text: string, rev = 1) => told(emptyField, { text, rev })

it('goes on below a draft that arrives after the first key', () => {
  expect(told(typed(emptyField, 'your parcel'), { text: 'Dear Ana,', rev: 3 }).text).toBe('Dear Ana,\n\nyour parcel')
})

it('follows another window while nobody types here', () => {
  expect(told(known('Dear'), { text: 'Dear Ana', rev: 2 }).text).toBe('Dear Ana')
})

it('leaves what is being typed alone, and takes the joined text once it is kept', () => {
  const typing = told(typed(known('Dear'), 'Dear Ben'), { text: 'Dear Ana', rev: 2 })
  expect(typing.text).toBe('Dear Ben')
  expect(basedOn(typing)).toEqual(['Dear'])
  const answered = kept(typed(handedOver(typing), 'Dear Ben, hello'), { text: 'Dear Ben\n\nDear Ana', rev: 3 })
  expect(answered.text).toBe('Dear Ben, hello\n\nDear Ana')
})

it('does not go back to what was kept before, whatever order it is told in', () => {
  const sending = told(handedOver(typed(known('D'), 'De')), { text: 'De', rev: 2 })
  const answered = typed(kept(sending, { text: 'De', rev: 2 }), 'Dear')
  expect(told(answered, { text: 'De', rev: 2 }).text).toBe('Dear')
  expect(told(kept(handedOver(answered), { text: 'Dear', rev: 3 }), { text: 'De', rev: 2 }).text).toBe('Dear')
})

it('keeps a text that was refused, and hands it over again', () => {
  const again = refused(handedOver(typed(known('D'), 'De')))
  expect(again).toMatchObject({ text: 'De', base: 'D', sending: null })
})

it('knows its own words again when their answer was lost', () => {
  const unsure = lost(handedOver(typed(known('D'), 'De')))
  expect(basedOn(unsure)).toEqual(['De', 'D'])
  expect(told(reconnected(typed(unsure, 'Dear')), { text: 'De', rev: 1 })).toMatchObject({ text: 'Dear', base: 'De' })
  expect(told(reconnected(typed(unsure, 'Dear')), { text: 'D', rev: 1 })).toMatchObject({ text: 'Dear', base: 'D' })
})

it('keeps what was typed while the text before it was being sent, and what another window wrote', () => {
  const sending = typed(handedOver(typed(known(''), 'Hello')), 'Hello and more')
  expect(left(sending, 'Hello', { text: '', rev: 2 })).toMatchObject({ text: 'and more', base: '' })
  expect(left(sending, 'Hello', { text: 'from two', rev: 2 })).toMatchObject({ text: 'and more\n\nfrom two' })
  expect(left(sending, 'Hello', null)).toMatchObject({ text: 'and more', base: '' })
})
