import { describe, expect, it } from 'vitest'
import { positionOf } from './cursor-rule.ts'

const fresh = { logId: '', deviceSeq: 0 }
const cursor = { logId: 'log', deviceSeq: 5 }
const command = (deviceSeq: number, given: { id?: string; logId?: string } = {}) => ({
  id: 'c',
  logId: 'log',
  deviceSeq,
  ...given,
})

describe('the place of a command in its log', () => {
  it('[C1] the first command of a first log is next', () => {
    expect(positionOf(fresh, command(1), undefined)).toBe('next')
  })

  it('[C1] only the number after the last decided one is next', () => {
    expect(positionOf(cursor, command(6), undefined)).toBe('next')
    expect(positionOf(cursor, command(7), undefined)).toBe('gap')
    expect(positionOf(fresh, command(2), undefined)).toBe('gap')
  })

  it('[C2] a number decided for the same command is a duplicate', () => {
    expect(positionOf(cursor, command(5), 'c')).toBe('duplicate')
    expect(positionOf(cursor, command(2), 'c')).toBe('duplicate')
  })

  it('[C3] a number decided for another command is a fork', () => {
    expect(positionOf(cursor, command(5), 'other')).toBe('forked')
    expect(positionOf(cursor, command(5), undefined)).toBe('forked')
  })

  it('[C4] another log is a fork as soon as something was decided, whatever its number', () => {
    expect(positionOf(cursor, command(6, { logId: 'other' }), undefined)).toBe('forked')
    expect(positionOf(cursor, command(5, { logId: 'other' }), 'c')).toBe('forked')
    expect(positionOf(fresh, command(1, { logId: 'other' }), undefined)).toBe('next')
  })
})
