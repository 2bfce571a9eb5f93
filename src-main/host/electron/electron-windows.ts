import { type BrowserWindow, type Session, screen } from 'electron'
import { systemClock } from '#shared/kit/clock.ts'
import { searchOfPlace } from '#shared/rpc/window-place.ts'
import { systemTimers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import type { HostWindow, WindowEvents, WindowHost } from '../../windows/window-host.ts'
import { windowKinds } from '../../windows/window-kinds.ts'
import type { Standing, WindowRecord } from '../../windows/window-record.ts'
import { askPerson } from './ask-person.ts'
import { endWindow } from './end-window.ts'
import { groundColour } from './native-look.ts'
import { killRenderer } from './kill-renderer.ts'
import type { SpokenWords } from '../../words/system-words.ts'
import { type WatchedWindow, watchWindow } from './watch-window.ts'
import { createWindow } from './window-factory.ts'

export interface ElectronWindowsParts {
  readonly session: Session
  /** What every window loads; its place is in the address. */
  readonly page: string
  readonly preloadFile: string
  readonly diagnostics: Log
  words: SpokenWords
}

export interface ElectronWindows extends WindowHost {
  /** Until then windows are made, and load their pages, where nobody sees them. */
  reveal(): void
}

export function createElectronWindows({
  session,
  page,
  preloadFile,
  diagnostics,
  words,
}: ElectronWindowsParts): ElectronWindows {
  /** From the lowest to the one on top. */
  const unseen: { isPainted: boolean; show(): void }[] = []
  let isRevealed = false
  return {
    reveal() {
      isRevealed = true
      // What has nothing to show yet shows itself as soon as it has.
      for (const { isPainted, show } of unseen.splice(0)) if (isPainted) show()
    },
    displays() {
      const primary = screen.getPrimaryDisplay()
      return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)]
    },
    onDisplaysChanged(listener) {
      const onMetrics = (_event: unknown, _display: unknown, changed: string[]) => {
        if (changed.includes('bounds') || changed.includes('scaleFactor')) listener()
      }
      screen.on('display-removed', listener)
      screen.on('display-metrics-changed', onMetrics)
      return () => {
        screen.off('display-removed', listener)
        screen.off('display-metrics-changed', onMetrics)
      }
    },
    create(record, hasFocus, events) {
      const window = createWindow(lookOf(record), preloadFile, session)
      if (record.isAlwaysOnTop) window.setAlwaysOnTop(true, 'floating')
      watchWindow(watched(window, words), { clock: systemClock, timers: systemTimers, diagnostics })
      const made = {
        isPainted: false,
        show() {
          if (window.isDestroyed() || window.isVisible()) return
          if (hasFocus) window.show()
          else window.showInactive()
          window.moveTop()
          fill(window, record.state)
        },
      }
      if (!isRevealed) unseen.push(made)
      window.once('ready-to-show', () => {
        made.isPainted = true
        if (isRevealed) made.show()
      })
      tell(window, events)
      return hostWindow(window, page + searchOfPlace(record.place), () => isRevealed)
    },
  }
}

function lookOf({ place, bounds }: WindowRecord) {
  const { minWidth, minHeight } = windowKinds[place.kind]
  return {
    ...bounds,
    // A display that has less room than that has to do.
    minWidth: Math.min(minWidth, bounds.width),
    minHeight: Math.min(minHeight, bounds.height),
    show: false,
    title: 'Farline',
    backgroundColor: groundColour(),
  }
}

function fill(window: BrowserWindow, state: Standing['state']): void {
  if (state === 'maximised') window.maximize()
  if (state === 'fullscreen') window.setFullScreen(true)
}

function watched(window: BrowserWindow, words: SpokenWords): WatchedWindow {
  const { webContents } = window
  return {
    onGone: (take) => void webContents.on('render-process-gone', (_event, { reason }) => take(reason)),
    onUnresponsive: (take) => void window.on('unresponsive', take),
    onResponsive: (take) => void window.on('responsive', take),
    onClosed: (take) => void window.on('closed', take),
    reload: () => webContents.reload(),
    kill: () => killRenderer(webContents),
    close: () => window.destroy(),
    ask: async (trouble, signal) => askPerson(window, await words(), trouble, signal),
  }
}

function tell(window: BrowserWindow, { onMoved, onFocused, onClosed }: WindowEvents): void {
  window.on('move', onMoved)
  window.on('resize', onMoved)
  window.on('maximize', onMoved)
  window.on('unmaximize', onMoved)
  window.on('enter-full-screen', onMoved)
  window.on('leave-full-screen', onMoved)
  window.on('focus', onFocused)
  window.on('closed', onClosed)
}

function hostWindow(window: BrowserWindow, address: string, mayBeSeen: () => boolean): HostWindow {
  const ended = new Promise<void>((resolve) => {
    window.once('closed', resolve)
    window.webContents.once('render-process-gone', () => resolve())
  })
  return {
    loaded: Promise.race([window.loadURL(address), ended]),
    standing: () => ({
      bounds: window.getNormalBounds(),
      display: screen.getDisplayMatching(window.getBounds()).id,
      state: window.isFullScreen() ? 'fullscreen' : window.isMaximized() ? 'maximised' : 'normal',
    }),
    stand({ bounds, state }) {
      if (window.isFullScreen()) window.setFullScreen(false)
      if (window.isMaximized()) window.unmaximize()
      window.setBounds(bounds)
      fill(window, state)
    },
    raise() {
      if (!mayBeSeen()) return
      if (!window.isVisible()) window.showInactive()
      window.moveTop()
    },
    bringForward() {
      if (window.isMinimized()) window.restore()
      window.show()
      window.moveTop()
      window.focus()
    },
    end: () => endWindow(window),
  }
}
