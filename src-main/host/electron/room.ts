import type { BrowserWindow, Session } from 'electron'
import { systemTimers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import { mainPage } from './app-scheme.ts'
import { startReplicaKeeper } from './replica-keeper.ts'
import { createWindow } from './window-factory.ts'

/**
 * The windows of one desk, or those before the door, in a Chromium session of their own: no storage, no cache and no
 * worker is shared with anybody else's.
 */
export interface Room {
  readonly name: string
  readonly session: Session
  /**
   * Makes the replica worker, in the process of a hidden window: before any other window is there, so that it lives in
   * none that a person may close.
   */
  startKeeper(): Promise<void>
  /** Resolves when its page is loaded. */
  openWindow(conversationId: string | null): Promise<void>
  /** A page that is to be printed, where nobody sees it. Whoever asks for it ends it. */
  openPaper(path: string): Promise<BrowserWindow>
  /** What each window shows, the newest last. */
  shown(): readonly (string | null)[]
  newest(): BrowserWindow | undefined
  reload(): void
  /** Ends every process of it: nothing that was read there stays in memory. */
  close(): void
}

interface RoomParts {
  readonly name: string
  readonly session: Session
  readonly preloadFile: string
  readonly diagnostics: Log
  /** A person closed the last window. */
  onEmpty(): void
}

/** A page that dies at once after every load must not keep the computer busy. */
const reloadPauseMs = 500

export function createRoom({ name, session, preloadFile, diagnostics, onEmpty }: RoomParts): Room {
  const windows = new Map<BrowserWindow, string | null>()
  const papers = new Set<BrowserWindow>()
  const room: Room = {
    name,
    session,
    async startKeeper() {
      stopKeeper = await startReplicaKeeper({
        createHidden: () => createWindow({ show: false, title: 'Farline keeper' }, preloadFile, session),
        end: endWindow,
        timers: systemTimers,
        diagnostics,
        onReplaced: room.reload,
      })
      if (isClosed) stopKeeper()
    },
    async openWindow(conversationId) {
      const window = createWindow(
        { width: 1440, height: 900, minWidth: 1024, minHeight: 640, show: false, title: 'Farline' },
        preloadFile,
        session,
      )
      windows.set(window, conversationId)
      window.webContents.on('render-process-gone', (_event, { reason }) => {
        if (!windows.has(window)) return
        diagnostics.error({ event: 'window-gone', reason })
        systemTimers.after(reloadPauseMs, () => window.isDestroyed() || window.webContents.reload())
      })
      window.once('ready-to-show', () => window.show())
      window.on('closed', () => {
        // Of those that are closed with their room, none is missed.
        if (windows.delete(window) && windows.size === 0) onEmpty()
      })
      const search = conversationId ? `?conversation=${encodeURIComponent(conversationId)}` : ''
      await window.loadURL(mainPage + search)
    },
    async openPaper(path) {
      const window = createWindow(
        { width: 800, height: 1120, show: false, title: 'Farline paper' },
        preloadFile,
        session,
      )
      papers.add(window)
      window.on('closed', () => papers.delete(window))
      await window.loadURL(mainPage + path.slice(path.indexOf('?')))
      return window
    },
    shown: () => [...windows.values()],
    newest: () => [...windows.keys()].at(-1),
    reload() {
      for (const window of windows.keys()) window.webContents.reload()
    },
    close() {
      isClosed = true
      stopKeeper()
      const closing = [...windows.keys()]
      windows.clear()
      for (const window of [...closing, ...papers]) endWindow(window)
    },
  }
  let stopKeeper = () => {}
  let isClosed = false
  return room
}

/** A window is gone at once; its process might linger, with all that it held. */
function endWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  window.webContents.forcefullyCrashRenderer()
  window.destroy()
}
