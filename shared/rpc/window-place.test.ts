import { describe, expect, it } from 'vitest'
import { type WindowPlace, isSamePlace, placeOfSearch, searchOfPlace } from './window-place.ts'

const places: readonly WindowPlace[] = [
  { kind: 'main' },
  { kind: 'conversation', conversationId: '0196a0f2-6d1e-7c3a-9d6c-3f2b7a1e5c44' },
  { kind: 'knowledge' },
  { kind: 'settings' },
  { kind: 'softphone' },
  { kind: 'wallboard' },
  { kind: 'team' },
]

describe('a place', () => {
  it.each(places)('comes back from its own address: $kind', (place) => {
    expect(placeOfSearch(searchOfPlace(place))).toEqual(place)
    expect(places.filter((other) => isSamePlace(place, other))).toEqual([place])
  })

  it.each([
    '?conversation=',
    '?conversation=../../etc/passwd',
    '?conversation=a%20b',
    `?conversation=${'x'.repeat(37)}`,
    '?conversation=<script>',
    '?window=',
    '?window=elsewhere',
    '?window=conversation',
  ])('is none at %s', (search) => {
    expect(placeOfSearch(search)).toBeNull()
  })

  it('is the main window where an address names none, whatever else it carries', () => {
    expect(placeOfSearch('')).toEqual({ kind: 'main' })
    expect(placeOfSearch('?t=abc')).toEqual({ kind: 'main' })
  })
})
