import { describe, expect, it } from 'vitest'
import type { Conversation } from '../conversation/conversation.ts'
import { notWaiting } from '../conversation/not-waiting.ts'
import { openConversation } from '../testing/rows.ts'
import { emptyFilter } from './empty-filter.ts'
import { fitsFilter, statusesOf } from './fits-filter.ts'
import type { ViewFilter } from './view-filter.ts'

const now = 100_000
const fits = (filter: Partial<ViewFilter>, given: Partial<Conversation>) =>
  fitsFilter({ ...emptyFilter, ...filter }, { ...openConversation, ...given }, 'me-myself', now)

describe('a saved view', () => {
  it('that asks for nothing shows everything but spam and what is merged', () => {
    expect(statusesOf(emptyFilter)).toEqual(['open', 'snoozed', 'resolved'])
    expect(fits({}, { status: 'resolved' })).toBe(true)
    expect(fits({}, { status: 'spam' })).toBe(false)
    expect(fits({ statuses: ['spam'] }, { status: 'spam' })).toBe(true)
    expect(fits({}, { status: 'merged' })).toBe(false)
  })

  it('says with “me” whoever looks, and with “nobody” what nobody has', () => {
    expect(fits({ assignees: ['me'] }, { assigneeId: 'me-myself' })).toBe(true)
    expect(fits({ assignees: ['me'] }, { assigneeId: 'kenji' })).toBe(false)
    expect(fits({ assignees: ['me', 'nobody'] }, { assigneeId: null })).toBe(true)
    expect(fits({ assignees: ['kenji'] }, { assigneeId: 'kenji' })).toBe(true)
  })

  it('shows what is one of each list, and all of it at once', () => {
    const urgentGerman = { priorities: ['urgent', 'high'], languages: ['de'] } satisfies Partial<ViewFilter>
    expect(fits(urgentGerman, { priority: 'high', language: 'de' })).toBe(true)
    expect(fits(urgentGerman, { priority: 'high', language: 'en' })).toBe(false)
    expect(fits({ tags: ['vip', 'late'] }, { tags: ['late'] })).toBe(true)
    expect(fits({ tags: ['vip'] }, { tags: [] })).toBe(false)
    expect(fits({ queueIds: ['returns'], brandIds: ['kite'] }, { queueId: 'returns', brandId: 'kite' })).toBe(true)
    expect(fits({ queueIds: ['returns'], brandIds: ['kite'] }, { queueId: 'returns', brandId: 'north' })).toBe(false)
  })

  it('shows who waits longer than asked for, and nobody who does not wait', () => {
    expect(fits({ waitsLongerMs: 60_000 }, { waitingSinceAt: 39_999 })).toBe(true)
    expect(fits({ waitsLongerMs: 60_000 }, { waitingSinceAt: 40_000 })).toBe(false)
    expect(fits({ waitsLongerMs: 0 }, { waitingSinceAt: notWaiting })).toBe(false)
  })
})
