import path from 'node:path'
import { type BrowserWindow, type Session, app, ipcMain, session as electronSession } from 'electron'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import type { Log } from '../../log/create-log.ts'
import type { Workstation } from '../../workstation.ts'
import { listRendererFiles } from '../renderer-files.ts'
import { acceptPorts } from './accept-ports.ts'
import { setAppMenu } from './app-menu.ts'
import { deskSession, doorSession } from './desk-sessions.ts'
import { offerEditMenu } from './edit-menu.ts'
import { guardDownloads } from './os-downloads.ts'
import { type Room, createRoom } from './room.ts'
import { serveAppScheme } from './serve-app-scheme.ts'
import { denyPermissions } from './window-factory.ts'

export interface ElectronHostOptions {
  readonly rendererDir: string
  readonly preloadFile: string
  readonly diagnostics: Log
  /** Whether what a desk's pages keep survives the process. */
  readonly isKept: boolean
}

export interface ElectronHost {
  /** Resolves when its page is loaded. Before the door there is only one. */
  openWindow(conversationId: string | null): Promise<void>
  /** What the system asks for when Farline is started again: the newest window comes forward, or a new one opens. */
  bringForward(): void
  /** The hidden page of something that is printed; undefined while no desk is open. */
  openPaper(path: string): Promise<BrowserWindow> | undefined
  /** Resolves when nothing of this desk is open any more. */
  closeDesk(replicaName: string): Promise<void>
}

const doorName = 'door'

/**
 * Windows, pages and ports, always of one room: a desk's while its agent works, the door's while nobody does or the desk is
 * locked. Changing rooms ends every process of the one before.
 */
export async function startElectronHost(
  {
    session,
    router,
    replicaRouter,
    syncProxy,
    os: { words, downloads },
    preferences,
  }: Pick<Workstation, 'session' | 'router' | 'replicaRouter' | 'syncProxy' | 'os' | 'preferences'>,
  { rendererDir, preloadFile, diagnostics, isKept }: ElectronHostOptions,
): Promise<ElectronHost> {
  const files = await listRendererFiles(rendererDir)
  const prepared = new Set<Session>()
  /** What a desk showed when it was locked: all of it comes back. */
  const shownBefore = new Map<string, readonly (string | null)[]>()
  let room: Room | undefined
  let changing: Promise<void> = Promise.resolve()

  denyPermissions(electronSession.defaultSession)
  acceptPorts(ipcMain, { router, replicaRouter }, diagnostics, (sender) => sender.session === room?.session)

  function prepare(made: Session): Session {
    if (prepared.has(made)) return made
    prepared.add(made)
    denyPermissions(made)
    guardDownloads(made, { isAsked: () => preferences.get().askWhereToSave, onSaved: downloads.tell })
    serveAppScheme(made.protocol, files, syncProxy)
    return made
  }

  async function enter(name: string): Promise<void> {
    if (room?.name === name) return
    const leaving = room
    if (leaving && leaving.name !== doorName) shownBefore.set(leaving.name, leaving.shown())
    // First of all, so that not one moment passes in which a locked desk can be read.
    leaving?.close()
    const isDoor = name === doorName
    const entered = createRoom({
      name,
      session: prepare(isDoor ? doorSession() : deskSession(name, isKept)),
      preloadFile,
      diagnostics,
      onEmpty,
    })
    room = entered
    if (!isDoor) await entered.startKeeper()
    const shown = shownBefore.get(name) ?? [null]
    shownBefore.delete(name)
    await Promise.all(shown.map((conversationId) => entered.openWindow(conversationId)))
  }

  function follow(): Promise<void> {
    changing = changing
      .then(() => enter(roomOf(session.state.get())))
      .catch((error: unknown) => {
        diagnostics.error({ event: 'room-failure', name: error instanceof Error ? error.name : 'unknown' })
      })
    return changing
  }

  function onEmpty(): void {
    // The keeper is a window too, so Electron itself never sees the last one close.
    if (process.platform !== 'darwin') app.quit()
  }

  const host: ElectronHost = {
    async openWindow(conversationId) {
      await follow()
      if (room && (room.name !== doorName || room.shown().length === 0)) await room.openWindow(conversationId)
    },
    bringForward() {
      const newest = room?.newest()
      if (!newest) return void room?.openWindow(null)
      if (newest.isMinimized()) newest.restore()
      newest.show()
      newest.focus()
    },
    openPaper: (path) => (room && room.name !== doorName ? room.openPaper(path) : undefined),
    async closeDesk(replicaName) {
      await follow()
      shownBefore.delete(replicaName)
    },
  }
  // Between two rooms there is no window for a moment: whether to quit is decided by `onEmpty`.
  app.on('window-all-closed', () => undefined)
  app.on('web-contents-created', (_event, contents) => offerEditMenu(contents, words.get))
  const showMenu = () => setAppMenu(words.get(), () => void host.openWindow(null))
  words.onChange(showMenu)
  showMenu()
  session.state.onChange(() => void follow())
  await follow()
  return host
}

const roomOf = (state: SessionState): string => (state.state === 'signed-in' ? state.replicaName : doorName)

/** Where the built files are, seen from the entry. */
export const builtFiles = (entryDir: string) => ({
  rendererDir: path.join(entryDir, '../renderer'),
  preloadFile: path.join(entryDir, '../preload/window.cjs'),
})

/** What derives keys from passwords, on a thread of its own. */
export const passwordWorkerFile = (entryDir: string) => path.join(entryDir, 'argon2-worker.js')
