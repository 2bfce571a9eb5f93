import { BrowserWindow, Menu, type NativeImage, Tray, app, nativeImage } from 'electron'
import type { TrayActions, TraySurface } from '../../os/tray/tray-surface.ts'
import type { TrayFace } from '../../os/tray/tray-face.ts'
import { unreadDot } from './unread-dot.ts'

/** Beside the clock: the state in words, and the way in and out. The number of what is unread is on the program's own icon. */
export function osTray(iconFile: string, quit: () => void): TraySurface {
  let tray: Tray | undefined
  let shown = ''
  const presenceMenu = keepPresenceMenu()

  return {
    show(face, actions) {
      const text = JSON.stringify(face)
      if (text === shown) return
      shown = text
      tray ??= createTray(iconFile, () => actions.open())
      tray.setToolTip(['Farline', ...face.lines].join('\n'))
      tray.setContextMenu(menuOf(face, face.presence && presenceMenu(face.presence, actions), actions, quit))
      showBadge(face)
    },
    remove() {
      tray?.destroy()
      tray = undefined
    },
  }
}

function createTray(iconFile: string, open: () => void): Tray {
  const size = process.platform === 'darwin' ? 18 : 22
  const tray = new Tray(nativeImage.createFromPath(iconFile).resize({ width: size, height: size }))
  tray.on('click', open)
  return tray
}

const menuOf = (
  { lines, labels, presence, canLock, canOpenMore }: TrayFace,
  presenceMenu: Menu | null,
  actions: TrayActions,
  quit: () => void,
) =>
  Menu.buildFromTemplate([
    ...lines.map((label) => ({ label, enabled: false })),
    { type: 'separator' },
    ...(presence && presenceMenu ? [{ label: presence.label, submenu: presenceMenu }] : []),
    { label: labels.open, click: actions.open },
    { label: labels.newWindow, click: actions.newWindow, enabled: canOpenMore },
    { label: labels.lock, click: actions.lock, enabled: canLock },
    { type: 'separator' },
    { label: labels.quit, click: quit },
  ])

/** Electron never lets go of a menu within a tray's menu (measured: 33), and the tray changes all day: only its mark moves. */
function keepPresenceMenu() {
  let kept: { readonly key: string; readonly menu: Menu } | undefined
  return ({ choices }: NonNullable<TrayFace['presence']>, actions: TrayActions): Menu => {
    const chosen = choices.findIndex(({ isChosen }) => isChosen)
    const key = JSON.stringify([chosen < 0, ...choices.map(({ label }) => label)])
    if (kept?.key !== key) {
      const items = choices.map(({ state, label, isChosen }) => ({
        label,
        type: 'radio' as const,
        checked: isChosen,
        click: () => actions.choosePresence(state),
      }))
      kept = { key, menu: Menu.buildFromTemplate(items) }
    }
    const item = kept.menu.items[chosen]
    if (item) item.checked = true
    return kept.menu
  }
}

function showBadge({ unread, lines }: TrayFace): void {
  if (process.platform !== 'win32') return void app.setBadgeCount(unread)
  const overlay: NativeImage | null =
    unread > 0 ? nativeImage.createFromBitmap(unreadDot, { width: 16, height: 16 }) : null
  for (const window of BrowserWindow.getAllWindows()) {
    if (window.isVisible()) window.setOverlayIcon(overlay, lines.join('\n'))
  }
}
