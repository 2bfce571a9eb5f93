import { expect, it } from 'vitest'
import type { Attention } from '#shared/rpc/attention-contract.ts'
import { osPreferenceDefaults } from '#shared/rpc/os-preference-defaults.ts'
import { createObservableValue } from '../../flow/observable-value.ts'
import { createSystemWords } from '../../words/system-words.ts'
import type { Asking } from './newly-asking.ts'
import { startNotifier } from './notifier.ts'
import { isQuiet } from './quiet-hours.ts'

const ask = (conversationId: string, lastNumber: number, change: Partial<Asking> = {}): Asking => ({
  conversationId,
  isMine: true,
  lastNumber,
  lastMessageAt: 1_000_000 + lastNumber,
  customerName: `Customer ${conversationId}`,
  snippet: `Secret ${conversationId}`,
  ...change,
})
const attentionOf = (...asking: Asking[]): Attention => ({ counts: { mine: 0, unread: 0, waiting: 0 }, asking })

/** The real notifier with a centre that remembers what stands on the screen. */
function rig(change: Partial<typeof osPreferenceDefaults> = {}, language: 'en' | 'ar' = 'en') {
  const screen = new Map<string, string>()
  const state = { isLooking: false, isInCall: false, now: new Date(2026, 10, 26, 12, 0).getTime() }
  let looked = () => {}
  const attention = createObservableValue<Attention | null>(attentionOf())
  const preferences = createObservableValue({ ...osPreferenceDefaults, language, ...change })
  startNotifier({
    centre: {
      show: (key, { title, body }) => void screen.set(key, [title, body].filter(Boolean).join(' | ')),
      close: (key) => void screen.delete(key),
      isLooking: () => state.isLooking,
      onLooking: (listener) => void (looked = listener),
    },
    attention,
    preferences,
    words: createSystemWords({ preferences, systemLanguages: [] }),
    clock: { now: () => state.now },
    isInCall: () => state.isInCall,
  })
  return { screen: () => [...screen.values()], attention, state, look: () => looked() }
}

it('tells each conversation once, and counts what comes after', () => {
  const { screen, attention } = rig()
  attention.set(attentionOf(ask('a', 1)))
  expect(screen()).toEqual(['Customer a has written to you | 1 new message'])
  attention.set(attentionOf(ask('a', 1)))
  attention.set(attentionOf(ask('a', 4)))
  expect(screen()).toEqual(['Customer a has written to you | 4 new messages'])
})

it('says of a conversation without an owner that somebody waits', () => {
  const { screen, attention } = rig()
  attention.set(attentionOf(ask('a', 1, { isMine: false })))
  expect(screen()).toEqual(['Customer a waits for an owner | 1 new message'])
})

it('counts in one what would be more than anybody reads', () => {
  const { screen, attention } = rig()
  attention.set(attentionOf(...['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => ask(id, index + 1))))
  expect(screen()).toHaveLength(4)
  expect(screen()).toContain('And 3 more conversations')
})

it.each([
  ['none', 'A customer has written to you | 1 new message'],
  ['name', 'Customer a has written to you | 1 new message'],
  ['text', 'Customer a has written to you | Secret a'],
] as const)('says no more of the customer than the agent allows: %s', (notificationContent, expected) => {
  const { screen, attention } = rig({ notificationContent })
  attention.set(attentionOf(ask('a', 1)))
  expect(screen()).toEqual([expected])
})

it('a locked desk shows nothing, and what stood there is withdrawn', () => {
  const { screen, attention } = rig({ notificationContent: 'text' })
  attention.set(attentionOf(ask('a', 1)))
  attention.set(null)
  expect(screen()).toEqual([])
  // Unlocked: what came meanwhile is on the screen behind it, and no news.
  attention.set(attentionOf(ask('a', 2), ask('b', 7)))
  expect(screen()).toEqual([])
  attention.set(attentionOf(ask('a', 3), ask('b', 7)))
  expect(screen()).toHaveLength(1)
})

it('is silent while a person looks, in a call, in quiet hours and when switched off; and does not tell it later', () => {
  const quiet = rig({ quietHours: { isOn: true, from: 22 * 60, to: 7 * 60 } })
  quiet.state.now = new Date(2026, 10, 26, 23, 30).getTime()
  const looking = rig()
  looking.state.isLooking = true
  const calling = rig()
  calling.state.isInCall = true
  const off = rig({ notifications: false })
  for (const { screen, attention, state } of [quiet, looking, calling, off]) {
    attention.set(attentionOf(ask('a', 1)))
    expect(screen()).toEqual([])
    Object.assign(state, { isLooking: false, isInCall: false, now: new Date(2026, 10, 27, 8, 0).getTime() })
    attention.set(attentionOf(ask('a', 1)))
    expect(screen()).toEqual([])
  }
})

it('what is read, answered or looked at is withdrawn', () => {
  const { screen, attention, look } = rig()
  attention.set(attentionOf(ask('a', 1), ask('b', 2)))
  attention.set(attentionOf(ask('b', 2)))
  expect(screen()).toEqual(['Customer b has written to you | 1 new message'])
  look()
  expect(screen()).toEqual([])
})

it('an old conversation that was given to this agent is no news', () => {
  const { screen, attention } = rig()
  attention.set(attentionOf(ask('a', 9, { lastMessageAt: 9_000_000 })))
  attention.set(attentionOf(ask('a', 9, { lastMessageAt: 9_000_000 }), ask('old', 3, { lastMessageAt: 1_000 })))
  expect(screen()).toHaveLength(1)
})

it('speaks the language of the windows', () => {
  const { screen, attention } = rig({}, 'ar')
  attention.set(attentionOf(ask('a', 2, { customerName: 'ليلى' })))
  expect(screen()).toEqual(['كتب إليك ليلى | رسالة جديدة واحدة'])
})

it.each([
  [22 * 60, 7 * 60, 23 * 60, true],
  [22 * 60, 7 * 60, 6 * 60 + 59, true],
  [22 * 60, 7 * 60, 7 * 60, false],
  [12 * 60, 13 * 60, 12 * 60, true],
  [12 * 60, 13 * 60, 13 * 60, false],
  [8 * 60, 8 * 60, 8 * 60, false],
])('quiet from %i to %i, at %i: %s', (from, to, at, expected) => {
  expect(isQuiet({ isOn: true, from, to }, at)).toBe(expected)
  expect(isQuiet({ isOn: false, from, to }, at)).toBe(false)
})
