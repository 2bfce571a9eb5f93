import { expect, it } from 'vitest'
import { createPageNotices } from './page-notices.ts'

it('has one page show what is to be shown, and knows whether somebody looks at one', async () => {
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
  let toldSecond: unknown
  const end = second.next().then((next) => (toldSecond = next))
  expect(notices.isLooking()).toBe(true)
  expect(looked).toBe(1)
  notices.show('b', { title: 'Title', body: 'Body' }, null)
  expect((await first.next()).value).toMatchObject({ what: 'show', key: 'b' })
  expect(toldSecond).toBeUndefined()
  there.abort()
  expect(await end).toMatchObject({ done: true })
  expect(notices.isLooking()).toBe(false)
  away.abort()
  expect((await first.next()).done).toBe(true)
})

it('has all of them close it, and another one show what comes once the first is gone', async () => {
  const notices = createPageNotices()
  const leaving = new AbortController()
  const [first, second] = [notices.watch(false, leaving.signal), notices.watch(false)]
  const told = [first.next(), second.next()]
  notices.close('a')
  for (const close of told) expect((await close).value).toEqual({ what: 'close', key: 'a' })
  const [end, shown] = [first.next(), second.next()]
  leaving.abort()
  expect((await end).done).toBe(true)
  notices.show('b', { title: 'Title', body: 'Body' }, null)
  expect((await shown).value).toMatchObject({ what: 'show', key: 'b' })
})
