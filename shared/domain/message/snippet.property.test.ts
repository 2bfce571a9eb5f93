import fc from 'fast-check'
import { expect, it } from 'vitest'
import { snippetOf } from './snippet.ts'

it('a snippet is one storable line of at most 160 units, whatever was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const snippet = snippetOf(text)
      expect(snippet.length).toBeLessThanOrEqual(160)
      expect(/[\n\r\p{Surrogate}]/u.test(snippet)).toBe(false)
    }),
  )
})
