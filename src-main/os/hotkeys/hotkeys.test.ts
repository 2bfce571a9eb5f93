import { expect, it } from 'vitest'
import { type HotkeyId, type OsPreferences } from '#shared/rpc/os-contract.ts'
import { createObservableValue } from '../../flow/observable-value.ts'
import { startHotkeys } from './hotkeys.ts'

/** A computer on which another program has F1, and that knows no key called Nonsense. */
function rig(hotkeys: OsPreferences['hotkeys'] = {}) {
  const held = new Map<string, () => void>()
  const ran: HotkeyId[] = []
  const preferences = createObservableValue({ hotkeys })
  const isOpen = createObservableValue(true)
  const started = startHotkeys({
    grip: {
      take(keys, run) {
        if (keys === 'Nonsense') return 'invalid'
        if (keys === 'F1' || held.has(keys)) return 'taken'
        held.set(keys, run)
        return 'registered'
      },
      release: (keys) => void held.delete(keys),
    },
    preferences,
    isOpen,
    actions: {
      'bring-forward': { run: () => void ran.push('bring-forward'), onlyWhileOpen: false },
      lock: { run: () => void ran.push('lock'), onlyWhileOpen: true },
    },
  })
  const states = () => Object.fromEntries(started.state.get().map(({ id, state }) => [id, state]))
  return { held, ran, preferences, isOpen, states, stop: started.stop }
}

it('takes hold of its own keys, and runs what they stand for', () => {
  const { held, ran, states } = rig()
  expect(states()).toEqual({ 'bring-forward': 'registered', lock: 'registered' })
  held.get('CommandOrControl+Shift+F12')?.()
  expect(ran).toEqual(['lock'])
})

it('says of each key what became of it', () => {
  expect(rig({ 'bring-forward': 'F1', lock: 'Nonsense' }).states()).toEqual({
    'bring-forward': 'taken',
    lock: 'invalid',
  })
  expect(rig({ 'bring-forward': '', lock: 'F2' }).states()).toEqual({ 'bring-forward': 'off', lock: 'registered' })
  expect(rig({ 'bring-forward': 'F2', lock: 'F2' }).states()).toEqual({ 'bring-forward': 'registered', lock: 'taken' })
})

it('takes the new keys when the agent chooses others, also when two change places', () => {
  const { held, preferences, states } = rig({ 'bring-forward': 'F2', lock: 'F3' })
  preferences.set({ hotkeys: { 'bring-forward': 'F3', lock: 'F2' } })
  expect(states()).toEqual({ 'bring-forward': 'registered', lock: 'registered' })
  expect([...held.keys()].toSorted()).toEqual(['F2', 'F3'])
})

it('gives back on a locked desk what is of no use there, and takes it again', () => {
  const { held, isOpen, states } = rig()
  isOpen.set(false)
  expect(states()).toEqual({ 'bring-forward': 'registered', lock: 'waiting' })
  expect([...held.keys()]).toEqual(['CommandOrControl+Shift+F11'])
  isOpen.set(true)
  expect(states()).toEqual({ 'bring-forward': 'registered', lock: 'registered' })
})

it('lets go of everything at the end', () => {
  const { held, stop } = rig()
  stop()
  expect(held.size).toBe(0)
})

it('says that a host without such keys has none', () => {
  const { state } = startHotkeys({
    grip: null,
    preferences: createObservableValue({ hotkeys: {} }),
    isOpen: createObservableValue(true),
    actions: { 'bring-forward': { run() {}, onlyWhileOpen: false }, lock: { run() {}, onlyWhileOpen: true } },
  })
  expect(state.get().map(({ state: now }) => now)).toEqual(['unsupported', 'unsupported'])
})
