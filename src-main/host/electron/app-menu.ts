import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { SystemWords } from '../../words/system-words.ts'

const isMac = process.platform === 'darwin'

/** Only what the system expects of a menu; everything else has its place in the windows and their palette. */
export function setAppMenu(words: SystemWords, openWindow: () => void): void {
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: words('menu.about') },
      { type: 'separator' },
      { role: 'hide', label: words('menu.hide') },
      { role: 'hideOthers', label: words('menu.hideOthers') },
      { role: 'unhide', label: words('menu.showAll') },
      { type: 'separator' },
      { role: 'quit', label: words('menu.quit') },
    ],
  }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [appMenu] : []),
      {
        label: words('menu.file'),
        submenu: [
          { label: words('menu.newWindow'), accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
          isMac ? { role: 'close', label: words('menu.closeWindow') } : { role: 'quit', label: words('menu.quit') },
        ],
      },
      {
        label: words('menu.edit'),
        submenu: [
          { role: 'undo', label: words('menu.undo') },
          { role: 'redo', label: words('menu.redo') },
          { type: 'separator' },
          { role: 'cut', label: words('menu.cut') },
          { role: 'copy', label: words('menu.copy') },
          { role: 'paste', label: words('menu.paste') },
          { role: 'selectAll', label: words('menu.selectAll') },
        ],
      },
      // The wallboard fills its monitor: this leads out again.
      { label: words('menu.view'), submenu: [{ role: 'togglefullscreen', label: words('menu.fullScreen') }] },
      {
        label: words('menu.window'),
        submenu: [
          { role: 'minimize', label: words('menu.minimise') },
          isMac ? { role: 'zoom', label: words('menu.zoom') } : { role: 'close', label: words('menu.closeWindow') },
        ],
      },
    ]),
  )
}
