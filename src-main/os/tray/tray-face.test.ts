import { expect, it } from 'vitest'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { createObservableValue } from '../../flow/observable-value.ts'
import { createSystemWords } from '../../words/system-words.ts'
import { trayFace } from './tray-face.ts'

const wordsIn = (language: 'en' | 'zh-Hans' | 'ar') =>
  createSystemWords({ preferences: createObservableValue({ language }), systemLanguages: [] }).get()

const agent = {
  id: 'amara',
  name: 'Amara',
  email: 'amara@meridian.example',
  role: 'agent' as const,
  brandIds: [],
  rights: [],
}
const organisation = { id: 'meridian', name: 'Meridian' }
const amara: SessionState = {
  state: 'signed-in',
  replicaName: 'replica-1',
  agent,
  organisation,
  keptUntilAt: 0,
  hasSecondFactor: false,
  needsSecondFactor: false,
  mustChangePassword: false,
}
const online = { state: 'online', waiting: 0, sinceAt: 0 } as const
const busy = { state: 'busy', reasonId: '', cause: 'chosen', next: null } as const
const attention = { counts: { mine: 4, unread: 2, waiting: 1 }, asking: [] }

it('says who sits here, how it stands with the server, and what waits', () => {
  const face = trayFace({ session: amara, sync: online, attention, presence: null }, wordsIn('en'))
  expect(face.lines).toEqual([
    'Amara, Meridian',
    'Online',
    '4 conversations are yours',
    '2 of your conversations are unread',
    '1 conversation waits for an owner',
  ])
  expect(face).toMatchObject({ unread: 2, canLock: true })
})

it('offers what the agent can say of themselves, and shows what they said', () => {
  const { presence } = trayFace({ session: amara, sync: online, attention, presence: busy }, wordsIn('en'))
  expect(presence?.choices.map(({ label, isChosen }) => [label, isChosen])).toEqual([
    ['Available', false],
    ['Busy', true],
    ['Wrapping up', false],
    ['Away', false],
  ])
})

it('says it in the language of the agent', () => {
  const lines = (language: 'zh-Hans' | 'ar') =>
    trayFace({ session: amara, sync: { ...online, state: 'offline' }, attention, presence: null }, wordsIn(language))
      .lines
  expect(lines('zh-Hans')).toContain('离线')
  expect(lines('ar')).toContain('لديك محادثتان غير مقروءتين')
})

it('shows nobody’s numbers on a desk that is closed', () => {
  const locked: SessionState = {
    state: 'locked',
    replicaName: 'replica-r1',
    agent,
    organisation,
    reason: 'asked',
    nextTryAt: 0,
    needsServer: false,
    keptUntilAt: 0,
  }
  expect(trayFace({ session: locked, sync: online, attention, presence: busy }, wordsIn('en'))).toMatchObject({
    lines: ['Locked'],
    presence: null,
    unread: 0,
    canLock: false,
    canOpenMore: false,
  })
})
