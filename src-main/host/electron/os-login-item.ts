import { homedir } from 'node:os'
import path from 'node:path'
import { app } from 'electron'
import type { LoginItem } from '../../os/login/login-item.ts'
import { xdgLoginItem } from '../../os/login/xdg-login-item.ts'

/** @param args what Farline was started with: it has to find the same data and the same server again */
export function osLoginItem(args: readonly string[]): LoginItem {
  if (process.platform === 'linux') {
    const configHome = process.env['XDG_CONFIG_HOME'] || path.join(homedir(), '.config')
    return xdgLoginItem(configHome, [process.env['APPIMAGE'] ?? process.execPath, ...args])
  }
  const kept = { args: [...args] }
  return {
    isOn: async () => app.getLoginItemSettings(kept).openAtLogin,
    set: async (isOn) => app.setLoginItemSettings({ ...kept, openAtLogin: isOn }),
  }
}
