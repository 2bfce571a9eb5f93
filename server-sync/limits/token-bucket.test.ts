import { describe, expect, it } from 'vitest'
import { createTokenBuckets } from './token-bucket.ts'

function bucketsAt(start: number) {
  let now = start
  const buckets = createTokenBuckets({ clock: { now: () => now }, capacity: 3, refillMs: 1_000 })
  return { ...buckets, pass: (ms: number) => (now += ms) }
}

describe('token buckets', () => {
  it('allow so many at once, then one for each that time gives back', () => {
    const buckets = bucketsAt(5_000)
    const takeFour = () => [1, 2, 3, 4].map(() => buckets.take('a'))
    expect(takeFour()).toEqual([true, true, true, false])
    buckets.pass(999)
    expect(buckets.take('a')).toBe(false)
    buckets.pass(1)
    expect(buckets.take('a')).toBe(true)
    buckets.pass(60_000)
    expect(takeFour()).toEqual([true, true, true, false])
  })

  it('say when to come again', () => {
    const buckets = bucketsAt(0)
    expect(buckets.waitMs('a')).toBe(0)
    for (let count = 0; count < 3; count++) buckets.take('a')
    buckets.pass(400)
    expect(buckets.waitMs('a')).toBe(600)
    buckets.pass(600)
    expect([buckets.waitMs('a'), buckets.take('a')]).toEqual([0, true])
  })

  it('keep keys apart', () => {
    const buckets = bucketsAt(0)
    for (let count = 0; count < 3; count++) buckets.take('a')
    expect([buckets.take('a'), buckets.take('b')]).toEqual([false, true])
  })

  it('give back what did not count, never more than there was', () => {
    const buckets = bucketsAt(0)
    buckets.refund('a')
    for (let count = 0; count < 3; count++) expect(buckets.take('a')).toBe(true)
    buckets.refund('a')
    expect([buckets.take('a'), buckets.take('a')]).toEqual([true, false])
  })

  it('take nothing away when the clock is set back', () => {
    const buckets = bucketsAt(10_000)
    expect(buckets.take('a')).toBe(true)
    buckets.pass(-9_000)
    expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([true, true, false])
  })
})
