import { BrowserWindow, type BrowserWindowConstructorOptions, type Session, app } from 'electron'

type Look = Pick<
  BrowserWindowConstructorOptions,
  'x' | 'y' | 'width' | 'height' | 'minWidth' | 'minHeight' | 'show' | 'title' | 'backgroundColor'
>

/**
 * The only place that makes windows: each is sandboxed and isolated. A lint rule sends everybody here. What its page may
 * not do is said for every page at once, in guard-contents.ts.
 */
export function createWindow(look: Look, preload: string, session: Session): BrowserWindow {
  return new BrowserWindow({
    ...look,
    webPreferences: {
      preload,
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: hasDeveloperTools(),
      spellcheck: true,
      // Timers of the hidden keeper and of covered windows must run: they carry the replica.
      backgroundThrottling: false,
    },
  })
}

/** What is installed at agents' computers shows its insides only to whoever starts it with `--devtools`. */
export const hasDeveloperTools = (): boolean => !app.isPackaged || app.commandLine.hasSwitch('devtools')
