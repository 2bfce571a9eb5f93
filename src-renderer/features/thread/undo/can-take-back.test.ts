import { describe, expect, it } from 'vitest'
import { type DeliveryState, deliveryStates } from '#shared/domain/message/timeline-entry.ts'
import { canKeepBack, canTakeBack, lastToTakeBack } from './can-take-back.ts'

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

  it('is taken back by its author only, and kept back by a lead too', () => {
    const other = reply('delayed', { authorId: 'kenji' })
    expect(canTakeBack(other, 'amara')).toBe(false)
    expect(canKeepBack(other, { id: 'amara', rights: ['conversation.work'] })).toBe(false)
    expect(canKeepBack(other, { id: 'lea', rights: ['conversation.work', 'conversation.direct'] })).toBe(true)
    expect(canKeepBack(reply('sent', { authorId: 'kenji' }), { id: 'lea', rights: ['conversation.direct'] })).toBe(
      false,
    )
    expect(canKeepBack(reply('delayed'), { id: 'amara', rights: [] })).toBe(true)
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
