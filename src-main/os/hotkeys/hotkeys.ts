import { type Hotkey, type HotkeyId, type OsPreferences, hotkeyIds } from '#shared/rpc/os-contract.ts'
import { type ReadableValue, createObservableValue } from '../../flow/observable-value.ts'

/** Keys of the whole computer, as the host can take hold of them. */
export interface HotkeyGrip {
  take(keys: string, run: () => void): 'registered' | 'taken' | 'invalid'
  release(keys: string): void
}

export interface HotkeyAction {
  run(): void
  /** Of no use, or no good, on a desk that is locked: its keys are given back meanwhile. */
  readonly onlyWhileOpen: boolean
}

interface HotkeysParts {
  /** Null: this host has none. */
  readonly grip: HotkeyGrip | null
  readonly preferences: ReadableValue<Pick<OsPreferences, 'hotkeys'>>
  readonly isOpen: ReadableValue<boolean>
  readonly actions: Readonly<Record<HotkeyId, HotkeyAction>>
}

export interface Hotkeys {
  /** Each as it really is: whoever presses a key that does nothing wants to know why. */
  readonly state: ReadableValue<readonly Hotkey[]>
  stop(): void
}

/** Function keys: together with AltGr letters write something on many keyboards. */
const ownKeys: Readonly<Record<HotkeyId, string>> = {
  'bring-forward': 'CommandOrControl+Shift+F11',
  lock: 'CommandOrControl+Shift+F12',
}

/** Holds the keys that the agent chose, for as long as they are good for something. */
export function startHotkeys({ grip, preferences, isOpen, actions }: HotkeysParts): Hotkeys {
  let held: readonly string[] = []
  const state = createObservableValue<readonly Hotkey[]>([])
  const follow = () => show(take())
  const stops = [preferences.onChange(followChanges()), isOpen.onChange(follow)]
  follow()

  /** All anew: keys that two of them exchange are free only after both have let go. */
  function take(): readonly Hotkey[] {
    release()
    const taken = new Set<string>()
    const found = hotkeyIds.map((id): Hotkey => {
      const keys = preferences.get().hotkeys[id] ?? ownKeys[id]
      if (!grip) return { id, keys, state: 'unsupported' }
      if (keys === '') return { id, keys, state: 'off' }
      if (actions[id].onlyWhileOpen && !isOpen.get()) return { id, keys, state: 'waiting' }
      // Some systems let one program take the same keys twice.
      const result = taken.has(keys) ? 'taken' : grip.take(keys, actions[id].run)
      if (result === 'registered') taken.add(keys)
      return { id, keys, state: result }
    })
    held = [...taken]
    return found
  }

  function release(): void {
    for (const keys of held) grip?.release(keys)
    held = []
  }

  function show(found: readonly Hotkey[]): void {
    if (JSON.stringify(found) !== JSON.stringify(state.get())) state.set(found)
  }

  /** Other preferences change more often, and must not have the keys let go for a moment. */
  function followChanges(): () => void {
    let before = JSON.stringify(preferences.get().hotkeys)
    return () => {
      const now = JSON.stringify(preferences.get().hotkeys)
      if (now === before) return
      before = now
      follow()
    }
  }

  return {
    state,
    stop() {
      for (const stop of stops) stop()
      release()
    },
  }
}
