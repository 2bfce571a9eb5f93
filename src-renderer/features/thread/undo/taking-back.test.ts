import { afterEach, describe, expect, it } from 'vitest'
import type { DeliveryState, TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { returnWithdrawn, takingBack } from './taking-back.ts'

const entry = (id: string, deliveryState: DeliveryState) => ({ id: id as TimelineEntry['id'], deliveryState })
const returned = (...entries: ReturnType<typeof entry>[]) => returnWithdrawn(entries).map(({ id }) => id)

describe('a reply that was asked back', () => {
  afterEach(() => takingBack.clear())

  it('returns its words when it shows as withdrawn, and only once', () => {
    takingBack.add('a')
    expect(returned(entry('a', 'delayed'))).toEqual([])
    expect(returned(entry('a', 'withdrawn'))).toEqual(['a'])
    expect(returned(entry('a', 'withdrawn'))).toEqual([])
  })

  it('keeps them when it has gone out', () => {
    takingBack.add('a')
    expect(returned(entry('a', 'sent'))).toEqual([])
  })

  it('is left to the window that asked', () => {
    expect(returned(entry('a', 'withdrawn'))).toEqual([])
  })

  it('returns after a look at another conversation', () => {
    takingBack.add('a')
    expect(returned(entry('b', 'withdrawn'))).toEqual([])
    expect(returned(entry('a', 'withdrawn'))).toEqual(['a'])
  })
})
