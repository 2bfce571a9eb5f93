import { describe, expect, it } from 'vitest'
import { undoMaxMs } from '#shared/domain/message/send.ts'
import { secondsLeft } from './seconds-left.ts'

describe('the seconds until a reply goes out', () => {
  it('count down to one', () => {
    expect([0, 1, 1_000, 9_999].map((now) => secondsLeft(10_000, now))).toEqual([10, 10, 9, 1])
  })

  it('are not said when they are over, or when the clocks cannot both be right', () => {
    expect(secondsLeft(10_000, 10_000)).toBeUndefined()
    expect(secondsLeft(10_000, 70_000)).toBeUndefined()
    expect(secondsLeft(300_000, 0)).toBeUndefined()
  })

  it('reach as far as a reply can be delayed', () => {
    expect(secondsLeft(undoMaxMs, 0)).toBe(undoMaxMs / 1_000)
    expect(secondsLeft(undoMaxMs + 1, 0)).toBeUndefined()
  })
})
