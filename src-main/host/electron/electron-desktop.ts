import { app } from 'electron'
import type { Log } from '../../log/create-log.ts'
import type { Desktop } from '../../os/desktop.ts'
import type { ElectronHost } from './rooms.ts'
import { osHotkeys } from './os-hotkeys.ts'
import { osLoginItem } from './os-login-item.ts'
import { osNotices } from './os-notices.ts'
import { osPower } from './os-power.ts'
import { osPress } from './os-press.ts'
import { osTray } from './os-tray.ts'

interface DesktopParts {
  /** Undefined until it is there: the system may ask for Farline before its first window. */
  host(): ElectronHost | undefined
  readonly iconFile: string
  /** Whether the agent wants to be asked where a file goes. */
  isAsked(): boolean
  readonly diagnostics: Log
}

export function electronDesktop({ host, iconFile, isAsked, diagnostics }: DesktopParts): Desktop {
  const open = (conversationId: string | null) =>
    conversationId === null
      ? host()?.windows.bringForward()
      : void host()?.windows.open({ kind: 'conversation', conversationId })
  return {
    systemLanguages: app.getPreferredSystemLanguages(),
    notices: osNotices(open),
    hotkeys: osHotkeys,
    loginItem: osLoginItem(process.argv.slice(1)),
    power: osPower,
    tray: osTray(iconFile, () => app.quit()),
    press: osPress({ openPaper: (path) => host()?.openPaper(path), isAsked, diagnostics }),
    bringForward: () => host()?.windows.bringForward(),
  }
}
