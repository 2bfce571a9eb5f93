import { describe, expect, it } from 'vitest'
import { type DeliveryState, deliveryStates } from '#shared/domain/message/timeline-entry.ts'
import { canTakeBack, lastToTakeBack } from './can-take-back.ts'

const reply = (deliveryState: DeliveryState, { authorId = 'amara', dueAt = 10 } = {}) =>
  ({ authorKind: 'agent', authorId, deliveryState, dueAt }) as const

describe('a reply', () => {
  it('can be taken back while it waits on the desk or is delayed, and in no other state', () => {
    expect(deliveryStates.filter((state) => canTakeBack(reply(state), 'amara'))).toEqual([
      'queued',
      'sending',
      'delayed',
    ])
  })

  it('goes out at once when no time to undo was asked for', () => {
    expect(canTakeBack(reply('queued', { dueAt: 0 }), 'amara')).toBe(false)
  })

  it('is taken back by its author only', () => {
    expect(canTakeBack(reply('delayed', { authorId: 'kenji' }), 'amara')).toBe(false)
  })
})

describe('undoing', () => {
  it('means the newest reply that has not gone out', () => {
    const first = reply('delayed', { dueAt: 10 })
    const second = reply('delayed', { dueAt: 11 })
    expect(
      lastToTakeBack(
        [reply('sent'), first, second, reply('withdrawn'), reply('delayed', { authorId: 'kenji' })],
        'amara',
      ),
    ).toBe(second)
    expect(lastToTakeBack([first, reply('sent')], 'amara')).toBe(first)
  })

  it('means nothing when all have gone out', () => {
    expect(lastToTakeBack([reply('sent'), reply('read')], 'amara')).toBeUndefined()
  })
})
