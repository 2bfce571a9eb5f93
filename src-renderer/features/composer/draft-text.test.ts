import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeDrafts, draftsMaxLength, encodeDrafts, joinDrafts, roomFor } from './draft-text.ts'

const typed = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\u001e', ''))

it('brings both drafts back as they were', () => {
  fc.assert(
    fc.property(typed, typed, (reply, note) => {
      expect(decodeDrafts(encodeDrafts({ reply, note }))).toEqual({ reply, note })
    }),
  )
})

it('never brings a note back as a reply, whatever was pasted', () => {
  fc.assert(
    fc.property(fc.string(), (note) => {
      expect(decodeDrafts(encodeDrafts({ reply: '', note })).reply).toBe('')
    }),
  )
})

it('reads a draft that has no note', () => {
  expect(decodeDrafts('Dear Ana')).toEqual({ reply: 'Dear Ana', note: '' })
})

it('leaves each only as much room as both together can be kept in', () => {
  const note = 'n'.repeat(3_000)
  const reply = 'r'.repeat(roomFor('reply', { reply: '', note }))
  expect(encodeDrafts({ reply, note }).length).toBe(draftsMaxLength)
})

it('puts what is typed before a draft is here below it, each in its own place', () => {
  expect(joinDrafts({ reply: 'Dear Ana,', note: '' }, { reply: 'your parcel', note: 'asked' })).toEqual({
    reply: 'Dear Ana,\n\nyour parcel',
    note: 'asked',
  })
})
