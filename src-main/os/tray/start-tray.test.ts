import { expect, it } from 'vitest'
import type { Attention } from '#shared/rpc/attention-contract.ts'
import type { PresenceView } from '#shared/rpc/presence-contract.ts'
import type { SessionState, SyncState } from '#shared/rpc/workstation-contract.ts'
import { createObservableValue } from '../../flow/observable-value.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { createSystemWords } from '../../words/system-words.ts'
import { calmMs, startTray } from './start-tray.ts'
import type { TrayFace } from './tray-face.ts'

const amara: SessionState = {
  state: 'signed-in',
  replicaName: 'replica-1',
  agent: { id: 'amara', name: 'Amara', email: 'amara@meridian.example', role: 'agent', brandIds: [], rights: [] },
  organisation: { id: 'meridian', name: 'Meridian' },
  keptUntilAt: 0,
  hasSecondFactor: false,
  needsSecondFactor: false,
  mustChangePassword: false,
}

function tray() {
  const shown: TrayFace[] = []
  const { timers, advance } = createManualTime()
  const state = createObservableValue<SessionState>(amara)
  const sync = createObservableValue<SyncState>({ state: 'online', waiting: 0, sinceAt: 0 })
  const attention = createObservableValue<Attention | null>(null)
  const { stop } = startTray({
    surface: { show: (face) => shown.push(face), remove: () => undefined },
    session: { state },
    sync,
    attention,
    presence: { view: createObservableValue<PresenceView>({ own: null, agents: [], givenBack: null }) },
    words: createSystemWords({ preferences: createObservableValue({ language: 'en' }), systemLanguages: [] }),
    actions: { open() {}, newWindow() {}, lock() {}, choosePresence() {} },
    timers,
  })
  return { shown, advance, state, sync, attention, stop, last: () => shown.at(-1)?.lines }
}

it('shows once what changed within half a second, as it stands at the end of it', () => {
  const { shown, advance, sync, attention, last } = tray()
  sync.set({ state: 'syncing', waiting: 1, sinceAt: 1 })
  attention.set({ counts: { mine: 4, unread: 2, waiting: 1 }, asking: [] })
  sync.set({ state: 'online', waiting: 0, sinceAt: 2 })
  expect(shown).toHaveLength(1)
  advance(calmMs)
  expect(shown).toHaveLength(2)
  expect(last()).toContain('Online')
  expect(last()).toContain('4 conversations are yours')
})

it('takes a closed desk’s numbers away at once, and once only', () => {
  const { shown, advance, state, attention, last } = tray()
  attention.set({ counts: { mine: 4, unread: 2, waiting: 1 }, asking: [] })
  state.set({ state: 'signed-out', problem: null })
  expect(last()).toHaveLength(1)
  advance(calmMs)
  expect(shown).toHaveLength(2)
})

it('says nothing more once it has stopped', () => {
  const { shown, advance, sync, stop } = tray()
  sync.set({ state: 'syncing', waiting: 1, sinceAt: 1 })
  stop()
  advance(calmMs)
  expect(shown).toHaveLength(1)
})
