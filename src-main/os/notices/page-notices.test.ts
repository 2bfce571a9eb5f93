import { expect, it } from 'vitest'
import { createPageNotices } from './page-notices.ts'

it('tells every page that is open, and knows whether somebody looks at one', async () => {
  const notices = createPageNotices()
  let looked = 0
  notices.onLooking(() => (looked += 1))
  const away = new AbortController()
  const there = new AbortController()
  const first = notices.watch(false, away.signal)
  const told = first.next()
  expect(notices.isLooking()).toBe(false)
  notices.show('a', { title: 'Title', body: 'Body' }, 'conversation-a')
  expect((await told).value).toEqual({
    what: 'show',
    key: 'a',
    title: 'Title',
    body: 'Body',
    conversationId: 'conversation-a',
  })
  const second = notices.watch(true, there.signal)
  const end = second.next()
  expect(notices.isLooking()).toBe(true)
  expect(looked).toBe(1)
  there.abort()
  expect((await end).done).toBe(true)
  expect(notices.isLooking()).toBe(false)
  away.abort()
  expect((await first.next()).done).toBe(true)
})
