import type { BrowserWindow, Session } from 'electron'
import { systemClock } from '#shared/kit/clock.ts'
import { systemTimers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import { type DeskWindows, type DeskWindowsParts, createDeskWindows } from '../../windows/desk-windows.ts'
import type { WorkerTurns } from '../../sync/worker-turns.ts'
import type { SpokenWords } from '../../words/system-words.ts'
import type { KeptWindows } from '../../windows/window-record.ts'
import { keeperPage, mainPage, mediaPage } from './app-scheme.ts'
import { createElectronWindows } from './electron-windows.ts'
import { endWindow } from './end-window.ts'
import { type HiddenPage, type HiddenWindow, startHiddenPage } from './hidden-page.ts'
import { killRenderer } from './kill-renderer.ts'
import { createWindow } from './window-factory.ts'

/**
 * The windows of one desk, or those before the door, in a Chromium session of their own: no storage, no cache and no
 * worker is shared with anybody else's.
 */
export interface Room {
  readonly name: string
  readonly session: Session
  readonly windows: DeskWindows
  /** Its windows are made where nobody sees them until then. */
  reveal(): void
  /** Resolves when one of its pages says that it can be used. */
  readonly drawn: Promise<void>
  /** It says so. */
  tellDrawn(): void
  /**
   * Makes the replica worker in the process of a hidden window, so that it lives in none that a person may close; once.
   * Windows need not wait for it: they do so themselves before they ask for anything (connection/worker-is-here.ts).
   */
  startKeeper(turns: KeeperTurns): void
  /** The hidden window for calls. */
  startMedia(): void
  /** A page that is to be printed, where nobody sees it. Whoever asks for it ends it. */
  openPaper(path: string): Promise<BrowserWindow>
  /** What closes from now on closes because everything ends: nothing new is made, and its windows come back the next time. */
  hold(): void
  /** Ends every process of it: nothing that was read there stays in memory. The windows come back with what this answers. */
  close(): KeptWindows
}

type KeeperTurns = Pick<WorkerTurns, 'ended' | 'onHung'>

interface RoomParts extends Omit<DeskWindowsParts, 'host'> {
  readonly name: string
  readonly session: Session
  /** What its windows load. */
  readonly page: string
  readonly preloadFile: string
  readonly diagnostics: Log
  words: SpokenWords
}

export function createRoom({
  name,
  session,
  page: windowPage,
  preloadFile,
  diagnostics,
  words,
  ...parts
}: RoomParts): Room {
  const host = createElectronWindows({ session, page: windowPage, preloadFile, diagnostics, words })
  const windows = createDeskWindows({ ...parts, host })
  const hiddenPages: HiddenPage[] = []
  let stopWatching = () => {}
  let tellDrawn = () => {}
  const drawn = new Promise<void>((resolve) => (tellDrawn = resolve))
  const papers = new Set<BrowserWindow>()
  let turns: KeeperTurns | undefined
  let isEnding = false

  function startHidden(hidden: string, page: string, onGone: () => void): HiddenPage {
    const made = startHiddenPage({
      name: hidden,
      createHidden: () =>
        hiddenWindow(createWindow({ show: false, title: `Farline ${hidden}` }, preloadFile, session), page),
      clock: systemClock,
      timers: systemTimers,
      diagnostics,
      onGone,
    })
    hiddenPages.push(made)
    return made
  }

  return {
    name,
    session,
    windows,
    reveal: host.reveal,
    drawn,
    tellDrawn,
    startKeeper(given) {
      if (isEnding || turns) return
      turns = given
      const page = `${keeperPage}?replica=${encodeURIComponent(name)}`
      const keeper = startHidden('keeper', page, given.ended)
      stopWatching = given.onHung(() => {
        diagnostics.error({ event: 'worker-hung' })
        keeper.replace()
      })
    },
    startMedia() {
      if (!isEnding) startHidden('media', mediaPage, () => undefined)
    },
    async openPaper(path) {
      const look = { width: 800, height: 1120, show: false, title: 'Farline paper' }
      const window = createWindow(look, preloadFile, session)
      papers.add(window)
      window.on('closed', () => papers.delete(window))
      await window.loadURL(mainPage + path.slice(path.indexOf('?')))
      return window
    },
    hold() {
      isEnding = true
      stopWatching()
      windows.hold()
      for (const hidden of hiddenPages) hidden.hold()
    },
    close() {
      isEnding = true
      stopWatching()
      for (const paper of papers) endWindow(paper)
      for (const hidden of hiddenPages) hidden.stop()
      turns?.ended()
      return windows.leave()
    },
  }
}

function hiddenWindow(window: BrowserWindow, page: string): HiddenWindow {
  const { webContents } = window
  return {
    onGone: (take) => void webContents.once('render-process-gone', (_event, { reason }) => take(reason)),
    load: () => window.loadURL(page),
    ping: async () => webContents.executeJavaScript('0'),
    kill: () => killRenderer(webContents),
    end: () => endWindow(window),
  }
}
