import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../testing/any-text.ts'
import { createContentDigest } from './content-digest.ts'
import { wholeLines } from './whole-lines.ts'

const row = anyText().map((text) => `${JSON.stringify(text)}\n`)
const rows = fc.array(row, { maxLength: 30 })

function digestOf(...pieces: readonly (readonly string[])[]) {
  const digest = createContentDigest()
  for (const lines of pieces) digest.add(Buffer.from(lines.join('')))
  return { rows: digest.rows(), value: digest.value() }
}

describe('the digest of a table', () => {
  it('does not depend on the order of rows, nor on the pieces in which they come', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (lines, at) => {
        const place = at % (lines.length + 1)
        const turned = [...lines.slice(place), ...lines.slice(0, place)]
        expect(digestOf(lines.slice(0, place), lines.slice(place))).toEqual(digestOf(turned))
      }),
    )
  })

  it('changes when a row changes, goes, or comes', () => {
    fc.assert(
      fc.property(rows, row, fc.nat(), (lines, other, at) => {
        const place = at % Math.max(1, lines.length)
        expect(digestOf([...lines, other]).value).not.toBe(digestOf(lines).value)
        fc.pre(lines.length > 0 && lines[place] !== other)
        expect(digestOf(lines.with(place, other)).value).not.toBe(digestOf(lines).value)
        expect(digestOf(lines.toSpliced(place, 1)).value).not.toBe(digestOf(lines).value)
      }),
    )
  })

  it('counts rows that are the same', () => {
    expect(digestOf(['a\n', 'a\n'])).not.toEqual(digestOf([]))
    expect(digestOf(['a\n', 'a\n']).value).not.toBe(digestOf(['b\n', 'b\n']).value)
    expect(() => digestOf(['a'])).toThrow('cut')
  })
})

describe('whole lines', () => {
  it('are the same bytes, and each piece ends with a line', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        async (lines, cut, atLeast) => {
          const bytes = Buffer.from(lines.join(''))
          async function* pieces() {
            for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut)
          }
          const found: Buffer[] = []
          for await (const piece of wholeLines(pieces(), atLeast)) found.push(piece)
          expect(Buffer.concat(found).equals(bytes)).toBe(true)
          expect(found.every((piece) => piece.at(-1) === 10)).toBe(true)
        },
      ),
    )
  })
})
