import { describe, expect, it } from 'vitest'
import { type LogStanding, positionOf } from './cursor-rule.ts'

const fresh: LogStanding = { currentLogId: '', decidedTo: undefined, decidedId: undefined, earlier: undefined }
const current: LogStanding = { ...fresh, currentLogId: 'log', decidedTo: 5 }
const decidedAs = (decidedId: string): LogStanding => ({ ...current, decidedId })
/** A newer log has decided something since. */
const superseded: LogStanding = { ...current, currentLogId: 'newer' }
const command = (deviceSeq: number) => ({ id: 'c', logId: 'log', deviceSeq })

describe('the place of a command in its log', () => {
  it('[C1] the first command of a first log is next', () => {
    expect(positionOf(fresh, command(1))).toBe('next')
  })

  it('[C1] only the number after the last decided one is next', () => {
    expect(positionOf(current, command(6))).toBe('next')
    expect(positionOf(current, command(7))).toBe('gap')
    expect(positionOf(fresh, command(2))).toBe('gap')
  })

  it('[C2] a number decided for the same command is a duplicate, in an old log too', () => {
    expect(positionOf(decidedAs('c'), command(5))).toBe('duplicate')
    expect(positionOf(decidedAs('c'), command(2))).toBe('duplicate')
    expect(positionOf({ ...superseded, decidedId: 'c' }, command(5))).toBe('duplicate')
  })

  it('[C3] a number decided for another command is a fork', () => {
    expect(positionOf(decidedAs('other'), command(5))).toBe('forked')
    expect(positionOf(current, command(5))).toBe('forked')
  })

  it('[C4] a new log begins with its first number', () => {
    expect(positionOf({ ...fresh, currentLogId: 'older' }, command(1))).toBe('next')
    expect(positionOf({ ...fresh, currentLogId: 'older' }, command(2))).toBe('gap')
  })

  it('[C4] a log that a newer one has followed gets no new numbers', () => {
    expect(positionOf(superseded, command(6))).toBe('forked')
    expect(positionOf(superseded, command(7))).toBe('forked')
  })
})
