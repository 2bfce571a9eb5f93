import { BrowserWindow, type BrowserWindowConstructorOptions, type Session } from 'electron'
import { appOrigin } from './app-scheme.ts'

type Look = Pick<
  BrowserWindowConstructorOptions,
  'x' | 'y' | 'width' | 'height' | 'minWidth' | 'minHeight' | 'show' | 'title' | 'backgroundColor'
>

/**
 * The only place that makes windows: each is sandboxed, isolated, unable to leave our pages, to open others or to hold
 * a web view. A lint rule sends everybody here.
 */
export function createWindow(look: Look, preload: string, session: Session): BrowserWindow {
  const window = new BrowserWindow({
    ...look,
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: true,
      // Timers of the hidden keeper and of covered windows must run: they carry the replica.
      backgroundThrottling: false,
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => isOurs(event.url) || event.preventDefault())
  webContents.on('will-frame-navigate', (event) => isOurs(event.url) || event.preventDefault())
  webContents.on('will-redirect', (event) => isOurs(event.url) || event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  return window
}

/**
 * Camera, microphone, notifications, screen, files, devices: all no, until the feature that needs one asks for it here.
 * Our own pages may copy a text that a person asked them to.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(permission === copying && isMainFrame && isOurs(requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) => permission === copying && isMainFrame && isOurs(`${origin}/`),
  )
  session.setDevicePermissionHandler(() => false)
}

const copying = 'clipboard-sanitized-write'

function isOurs(url: string): boolean {
  return url.startsWith(`${appOrigin}/`)
}
