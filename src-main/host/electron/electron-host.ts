import path from 'node:path'
import { type Session, app, ipcMain, session as electronSession } from 'electron'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import type { Log } from '../../log/create-log.ts'
import type { Workstation } from '../../workstation.ts'
import type { DevelopmentPages } from '../development/development-pages.ts'
import { listRendererFiles } from '../renderer-files.ts'
import { acceptPorts } from './accept-ports.ts'
import { setAppMenu } from './app-menu.ts'
import { deskSession, doorSession } from './desk-sessions.ts'
import { guardEveryPage } from './guard-contents.ts'
import { guardSession } from './guard-session.ts'
import { type Room, createRoom } from './room.ts'
import { serveAppScheme } from './serve-app-scheme.ts'

export interface ElectronHostOptions {
  readonly rendererDir: string
  readonly preloadFile: string
  readonly diagnostics: Log
  /** Whether what a desk's pages keep survives the process. */
  readonly isKept: boolean
  /** In place of the built ones. */
  readonly developmentPages: DevelopmentPages | null
}

export interface ElectronHost {
  /** Resolves when its page is loaded. Before the door there is only one. */
  openWindow(conversationId: string | null): Promise<void>
  /** What the system asks for when Farline is started again: the newest window comes forward, or a new one opens. */
  bringForward(): void
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
  }: Pick<Workstation, 'session' | 'router' | 'replicaRouter' | 'syncProxy'>,
  { rendererDir, preloadFile, diagnostics, isKept, developmentPages }: ElectronHostOptions,
): Promise<ElectronHost> {
  const files = developmentPages ? new Map() : await listRendererFiles(rendererDir)
  const prepared = new Set<Session>()
  /** What a desk showed when it was locked: all of it comes back. */
  const shownBefore = new Map<string, readonly (string | null)[]>()
  let room: Room | undefined
  let changing: Promise<void> = Promise.resolve()

  guardEveryPage(app)
  guardSession(electronSession.defaultSession)
  acceptPorts(ipcMain, { router, replicaRouter }, diagnostics, (sender) => sender.session === room?.session)

  function prepare(made: Session): Session {
    if (prepared.has(made)) return made
    prepared.add(made)
    guardSession(made, developmentPages?.socket)
    serveAppScheme(made.protocol, files, syncProxy, developmentPages)
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
      newest.focus()
    },
    async closeDesk(replicaName) {
      await follow()
      shownBefore.delete(replicaName)
    },
  }
  // Between two rooms there is no window for a moment: whether to quit is decided by `onEmpty`.
  app.on('window-all-closed', () => undefined)
  setAppMenu(() => void host.openWindow(null))
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
