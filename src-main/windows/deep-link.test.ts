import { expect, it } from 'vitest'
import { deepLinkAmong } from './deep-link.ts'
import { readDeepLink } from './read-deep-link.ts'
import { createLinksAtTheDoor } from './links-at-the-door.ts'

it('reads the address of a conversation', () => {
  const conversationId = '0196a0f2-6d1e-7c3a-9d6c-3f2b7a1e5c44'
  expect(readDeepLink(`farline://conversation/${conversationId}`)).toEqual({ kind: 'conversation', conversationId })
  expect(readDeepLink(`farline://conversation/${conversationId}/`)).toEqual({ kind: 'conversation', conversationId })
})

it.each([
  'farline://conversation/',
  'farline://conversation/a/b',
  'farline://conversation/../../etc/passwd',
  'farline://conversation/a?b=c',
  'farline://conversation/a#b',
  'farline://conversation/a b',
  'farline://conversation/a\n',
  `farline://conversation/${'x'.repeat(37)}`,
  'farline://customer/a',
  'farline:conversation/a',
  'FARLINE://conversation/a',
  'https://farline/conversation/a',
  '',
])('ignores %j', (link) => {
  expect(readDeepLink(link)).toBeNull()
})

it('finds the link among the words of a command line, whatever else stands there', () => {
  const line = ['/opt/farline', '--data=/home/a', '.', 'farline://conversation/a', '--no-sandbox']
  expect(deepLinkAmong(line)).toBe('farline://conversation/a')
  expect(deepLinkAmong(['/opt/farline', 'https://example.com'])).toBeUndefined()
})

const conversation = (conversationId: string) => ({ kind: 'conversation', conversationId }) as const

it('opens at the desk of whoever left it locked, and at nobody else’s', () => {
  const links = createLinksAtTheDoor()
  links.keep(conversation('a'), 'amara@meridian.example')
  expect(links.takeFor('kenji@meridian.example')).toEqual([])
  // Whoever came in between has not left it lying around either.
  expect(links.takeFor('amara@meridian.example')).toEqual([])
  links.keep(conversation('b'), 'amara@meridian.example')
  expect(links.takeFor('amara@meridian.example')).toEqual([conversation('b')])
})

it('opens for whoever comes in first what was followed while nobody was there', () => {
  const links = createLinksAtTheDoor()
  links.keep(conversation('a'), null)
  expect(links.takeFor('kenji@meridian.example')).toEqual([conversation('a')])
})

it('keeps the last few, each once', () => {
  const links = createLinksAtTheDoor()
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'c']) links.keep(conversation(id), null)
  expect(links.takeFor('amara@meridian.example')).toEqual(['b', 'd', 'e', 'f', 'c'].map(conversation))
})
