import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepSame } from './keep-same.ts'

const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value
const row = (id: string, text = id) => ({ id, author: { name: text }, tags: ['a'] })

describe('keepSame', () => {
  it('gives the former value where nothing has changed', () => {
    const before = { rows: [row('a'), row('b')], hasMore: false, none: null }
    expect(keepSame(before, copyOf(before))).toBe(before)
    expect(keepSame([], [])).toEqual([])
  })

  it.each([
    { what: 'added at the end', ids: ['a', 'b', 'c', 'd'] },
    { what: 'added at the start', ids: ['n', 'a', 'b', 'c'] },
    { what: 'taken out', ids: ['a', 'c'] },
    { what: 'put in between', ids: ['a', 'n', 'b', 'c'] },
  ])('keeps the items around what was $what', ({ ids }) => {
    const before = [row('a'), row('b'), row('c')]
    const kept = keepSame(
      before,
      ids.map((id) => row(id)),
    )
    expect(kept.map(({ id }) => id)).toEqual(ids)
    const stayed = before.filter(({ id }) => ids.includes(id))
    expect(stayed.every((each) => kept.includes(each))).toBe(true)
  })

  it('keeps of a changed item the parts that have not changed', () => {
    const before = [row('a'), row('b')]
    const [first, second] = keepSame(before, [row('a'), { ...row('b'), tags: ['b'] }])
    expect(first).toBe(before[0])
    expect(second).not.toBe(before[1])
    expect(second?.author).toBe(before[1]?.author)
  })

  it('always says what the new value says, and never changes the old one', () => {
    const json = fc.jsonValue({ maxDepth: 4 })
    const pair = fc.oneof(
      fc.tuple(json, json),
      json.map((value) => [value, copyOf(value)] as const),
      fc.tuple(fc.array(fc.nat(2)), fc.array(fc.nat(2))),
    )
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const told = JSON.stringify(before)
        expect(keepSame(before, after)).toEqual(after)
        expect(JSON.stringify(before)).toBe(told)
      }),
    )
  })
})
