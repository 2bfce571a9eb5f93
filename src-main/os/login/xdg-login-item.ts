import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { isMissing } from '../../files/file-errors.ts'
import { writeFileAtomically } from '../../files/write-file-atomically.ts'
import { autostartEntry } from './autostart-entry.ts'
import type { LoginItem } from './login-item.ts'

/**
 * Desktops of Linux start what has an entry in this folder.
 * @param configHome `$XDG_CONFIG_HOME`, or `~/.config`
 */
export function xdgLoginItem(configHome: string, command: readonly string[]): LoginItem {
  const folder = path.join(configHome, 'autostart')
  const file = path.join(folder, 'farline.desktop')
  return {
    async isOn() {
      try {
        // Somebody, or their desktop, may have switched it off inside the file.
        return !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(await readFile(file, 'utf8'))
      } catch (error) {
        if (isMissing(error)) return false
        throw error
      }
    },
    async set(isOn) {
      if (!isOn) return rm(file, { force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFileAtomically(file, autostartEntry(command))
    },
  }
}
