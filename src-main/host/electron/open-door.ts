import { BrowserWindow, app, ipcMain } from 'electron'
import type { Log } from '../../log/create-log.ts'
import { systemTimers } from '../../flow/timers.ts'
import type { PortServices } from '../../rpc/serve-ports.ts'
import type { SpokenWords, SystemWords } from '../../words/system-words.ts'
import type { DevelopmentPages } from '../development/development-pages.ts'
import type { RendererFiles } from '../renderer-files.ts'
import { acceptPorts } from './accept-ports.ts'
import { doorPage } from './app-scheme.ts'
import { doorSession } from './desk-sessions.ts'
import { offerEditMenu } from './edit-menu.ts'
import { endWindow } from './end-window.ts'
import { guardEveryPage } from './guard-contents.ts'
import { guardSession } from './guard-session.ts'
import { denyDownloads } from './os-downloads.ts'
import { type Room, createRoom } from './room.ts'
import { serveAppScheme } from './serve-app-scheme.ts'

export const doorName = 'door'

/** From the making of its window: longer than main needs, shorter than anybody wonders whether it has started. */
const unseenMs = 1_500
/** Longer than a page takes that is well. */
const closingMs = 3_000

export interface DoorOptions {
  /** The built pages. */
  readonly files: RendererFiles
  readonly preloadFile: string
  readonly diagnostics: Log
  /** In place of the built ones. */
  readonly developmentPages: DevelopmentPages | null
  /** Somebody is signed in at the start, and meets no door. */
  readonly isSkipped: boolean
}

/** Which rooms there are just now. */
export interface Rooms {
  /** The one whose windows are seen. */
  here: Room | undefined
  /** The locked desk's windows, loaded where nobody sees them. */
  behind: { readonly room: Room; readonly restored: Promise<void> } | undefined
}

/** The door, which is there before anything that is behind it, and what the rooms of desks have in common with it. */
export interface OpenDoor extends Omit<DoorOptions, 'isSkipped'> {
  readonly rooms: Rooms
  /** Another one, when a desk was left. */
  buildDoor(): Room
  /** A person closed the last window. */
  onEmpty(): void
  /** Its page says that it can be used. */
  drawn(): void
  /** Main is there: what the door's page has asked meanwhile is answered. */
  serve(services: PortServices, words: () => SystemWords): void
}

/**
 * Shows the door as soon as there can be a window. Its page takes as long to start as main does: so they start together, and
 * what the page asks waits in its port.
 */
export function openDoor({ isSkipped, ...options }: DoorOptions): OpenDoor {
  const { files, preloadFile, diagnostics, developmentPages } = options
  let words: SpokenWords = inLanguageOfComputer
  let provide: (services: PortServices) => void = () => undefined
  const services = new Promise<PortServices>((resolve) => (provide = resolve))
  const rooms: Rooms = { here: undefined, behind: undefined }

  guardEveryPage(app)
  app.on('web-contents-created', (_event, contents) => offerEditMenu(contents, () => words()))
  // Between two rooms there is no window for a moment: whether to quit is decided by `onEmpty`.
  app.on('window-all-closed', () => undefined)
  app.on('before-quit', () => systemTimers.after(closingMs, endEveryWindow))
  acceptPorts(
    ipcMain,
    services,
    diagnostics,
    (sender) => [rooms.here, rooms.behind?.room].find((one) => sender.session === one?.session)?.name,
  )
  const session = doorSession()
  guardSession(session, developmentPages?.socket)
  denyDownloads(session)
  serveAppScheme(session.protocol, files, null, developmentPages)

  const buildDoor = (): Room =>
    createRoom({
      name: doorName,
      session,
      page: doorPage,
      preloadFile,
      diagnostics,
      kept: null,
      save: () => undefined,
      onEmpty,
      words: () => words(),
    })
  if (!isSkipped) {
    const door = (rooms.here = buildDoor())
    // In the look of whoever sits here; where main takes its time, somebody sees that it does.
    void door.drawn.then(door.reveal)
    systemTimers.after(unseenMs, door.reveal)
    // A page that cannot be loaded is what whoever sits there sees.
    door.windows.restore().catch(() => undefined)
  }
  return {
    ...options,
    rooms,
    buildDoor,
    onEmpty,
    drawn: () => rooms.here?.tellDrawn(),
    serve(served, given) {
      words = given
      provide(served)
    },
  }
}

/** Read only where something has to be said before main is there. */
async function inLanguageOfComputer(): Promise<SystemWords> {
  const { wordsOfComputer } = await import('../../words/system-words.ts')
  return wordsOfComputer(app.getPreferredSystemLanguages())
}

/** No page that hangs, and no window that came too late to be asked, holds up whoever quits. */
function endEveryWindow(): void {
  for (const window of BrowserWindow.getAllWindows()) endWindow(window)
}

function onEmpty(): void {
  // The keeper is a window too, so Electron itself never sees the last one close.
  if (process.platform !== 'darwin') app.quit()
}
