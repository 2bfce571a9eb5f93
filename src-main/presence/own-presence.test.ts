import { expect, it } from 'vitest'
import type { AgentPresence, PresenceFrame } from '#shared/sync/presence-protocol.ts'
import { createObservableValue } from '../flow/observable-value.ts'
import type { Who } from '../session/kept-session.ts'
import { policy } from '../testing/sync-server.ts'
import { createOwnPresence } from './own-presence.ts'

const who: Who = {
  agent: { id: 'agent-1', name: 'Mei', email: 'mei@example.com', role: 'agent', brandIds: [], rights: [] },
  organisation: { id: 'org-1', name: 'Northwind' },
  policy,
  hasSecondFactor: false,
  mustChangePassword: false,
}
const mei = { who, dataKey: new Uint8Array(32) as Uint8Array | null }

const told = (given: Partial<AgentPresence> = {}): AgentPresence => ({
  agentId: 'agent-1',
  state: 'available',
  reasonId: '',
  cause: 'chosen',
  sinceAt: 1,
  next: null,
  ...given,
})
const lunch = { state: 'away', reasonId: 'lunch' } as const

function start() {
  const seat = createObservableValue<typeof mei | null>(mei)
  const isAway = createObservableValue(false)
  const presence = createOwnPresence({ seat, isAway })
  const said: string[] = []
  presence.onDue((frame) => {
    said.push(frame.frame === 'presence' ? wordOf(frame) : frame.frame)
  })
  const hear = (...agents: AgentPresence[]) => presence.take({ frame: 'presences', agents })
  return { seat, isAway, presence, said, hear }
}

const wordOf = ({ state, reasonId, cause, next }: PresenceFrame) =>
  [state, reasonId, cause, next && `then ${next.state} ${next.reasonId}`].filter(Boolean).join(' ')

it('says nothing before the server has told what it knows; then goes on from that, or is available', () => {
  const { presence, said, hear } = start()
  expect(presence.view.get().own).toMatchObject({ state: 'available' })
  hear()
  expect(said).toEqual(['available chosen'])
  const later = start()
  later.hear(told({ state: 'away', reasonId: 'lunch' }))
  expect(later.said).toEqual(['away lunch chosen'])
})

it('what was chosen without a line is said as it is when the line is there, and only the last of it', () => {
  const { presence, said, hear } = start()
  hear()
  presence.lost()
  presence.choose(lunch)
  presence.choose({ state: 'busy', reasonId: '' })
  expect(said).toEqual(['available chosen'])
  hear(told())
  expect(said).toEqual(['available chosen', 'busy chosen'])
})

it('somebody who leaves the computer or locks it is away, and is again what they chose when they are back', () => {
  const { seat, isAway, said, hear } = start()
  hear()
  isAway.set(true)
  isAway.set(false)
  seat.set({ ...mei, dataKey: null })
  seat.set(mei)
  expect(said).toEqual(['available chosen', 'away idle', 'available chosen', 'away locked', 'available chosen'])
})

it('who said where they go is there, although they have left', () => {
  const { presence, isAway, seat, said, hear } = start()
  hear()
  presence.choose(lunch)
  isAway.set(true)
  seat.set({ ...mei, dataKey: null })
  expect(said).toEqual(['available chosen', 'away lunch chosen'])
})

it('goes to lunch after the conversation, once: noting and tagging finish none', () => {
  const { presence, said, hear } = start()
  hear()
  presence.chooseNext(lunch)
  for (const type of ['note.add', 'tag.add', 'message.send']) presence.did(type)
  expect(said.at(-1)).toBe('available chosen then away lunch')
  presence.did('conversation.resolve')
  expect(said.at(-1)).toBe('away lunch next')
  presence.choose({ state: 'available', reasonId: '' })
  presence.did('conversation.resolve')
  expect(said.at(-1)).toBe('available chosen')
})

it('takes over what the agent chose at another desk, and does not say it again', () => {
  const { presence, said, hear } = start()
  hear(told())
  hear(told({ state: 'wrap-up', sinceAt: 2 }))
  expect(presence.view.get().own).toMatchObject({ state: 'wrap-up' })
  expect(said).toEqual(['available chosen'])
})

it('the next agent at this computer begins anew', () => {
  const { presence, seat, hear } = start()
  hear()
  presence.choose(lunch)
  presence.take({ frame: 'given-back', conversationIds: ['c'], sinceAt: 1 })
  seat.set(null)
  expect(presence.view.get()).toEqual({ own: null, agents: [], givenBack: null })
  seat.set({ ...mei, who: { ...mei.who, agent: { ...mei.who.agent, id: 'agent-2' } } })
  expect(presence.view.get()).toMatchObject({ own: { state: 'available' }, givenBack: null })
})

it('what was given back is shown until it is read, and then the server hears that', () => {
  const { presence, said, hear } = start()
  hear()
  presence.take({ frame: 'given-back', conversationIds: ['c'], sinceAt: 1 })
  presence.lost()
  expect(presence.view.get().givenBack).toEqual({ conversationIds: ['c'], sinceAt: 1 })
  presence.seen()
  presence.seen()
  expect(said).toEqual(['available chosen', 'given-back-seen'])
})
