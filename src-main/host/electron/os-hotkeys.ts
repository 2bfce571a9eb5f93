import { globalShortcut } from 'electron'
import type { HotkeyGrip } from '../../os/hotkeys/hotkeys.ts'

export const osHotkeys: HotkeyGrip = {
  take(keys, run) {
    try {
      return globalShortcut.register(keys, run) ? 'registered' : 'taken'
    } catch (error) {
      // Electron throws a TypeError for what it cannot read as keys.
      if (error instanceof TypeError) return 'invalid'
      throw error
    }
  },
  release: (keys) => globalShortcut.unregister(keys),
}
