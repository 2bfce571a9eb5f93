import { Menu, type MenuItemConstructorOptions } from 'electron'

/** Only what the system expects of a menu; everything else has its place in the windows and their palette. */
export function setAppMenu(openWindow: () => void): void {
  const appMenu: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...appMenu,
      {
        role: 'fileMenu',
        submenu: [
          { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
          { role: process.platform === 'darwin' ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      // The wallboard fills its monitor: this leads out again.
      { role: 'viewMenu', submenu: [{ role: 'togglefullscreen' }] },
      { role: 'windowMenu' },
    ]),
  )
}
