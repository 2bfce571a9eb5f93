import path from 'node:path'
import { type BrowserWindow, type Session, app, ipcMain, session as electronSession } from 'electron'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { replicaNameOf } from '../../session/describe-seat.ts'
import type { Seat } from '../../session/seat.ts'
import type { CalmWriter } from '../../files/calm-writer.ts'
import type { JsonFile } from '../../files/json-file.ts'
import { systemTimers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import { readDeepLink } from '../../windows/deep-link.ts'
import { keepWindows } from '../../windows/keep-windows.ts'
import { createLinksAtTheDoor } from '../../windows/links-at-the-door.ts'
import type { KeptWindows } from '../../windows/window-record.ts'
import type { Windows } from '../../windows/windows.ts'
import type { Workstation } from '../../workstation.ts'
import type { DevelopmentPages } from '../development/development-pages.ts'
import { listRendererFiles } from '../renderer-files.ts'
import { acceptPorts } from './accept-ports.ts'
import { doorPage, mainPage } from './app-scheme.ts'
import { setAppMenu } from './app-menu.ts'
import { deskSession, doorSession } from './desk-sessions.ts'
import { guardEveryPage } from './guard-contents.ts'
import { guardSession } from './guard-session.ts'
import { offerEditMenu } from './edit-menu.ts'
import { guardDownloads } from './os-downloads.ts'
import { type Room, createRoom } from './room.ts'
import type { Spelling } from './spelling.ts'
import { serveAppScheme } from './serve-app-scheme.ts'

export interface ElectronHostOptions {
  readonly rendererDir: string
  readonly preloadFile: string
  readonly spelling: Spelling
  readonly diagnostics: Log
  /** Whether what a desk's pages keep survives the process. */
  readonly isKept: boolean
  /** Where the list of a desk's windows is kept. */
  windowsFile(replicaName: string): JsonFile<KeptWindows>
  /** In place of the built ones. */
  readonly developmentPages: DevelopmentPages | null
}

export interface ElectronHost {
  /** Those of whoever is in; before the door there is only one, and what is asked for waits until somebody comes in. */
  readonly windows: Windows
  /** Somebody followed a link somewhere else on this computer. */
  followLink(link: string): Promise<void>
  /** The hidden page of something that is printed; undefined while no desk is open. */
  openPaper(path: string): Promise<BrowserWindow> | undefined
  /** Resolves when nothing of this desk is open any more. */
  closeDesk(replicaName: string): Promise<void>
  /** Resolves when what is known of the windows is on disk. */
  settled(): Promise<void>
}

const doorName = 'door'

/**
 * Windows, pages and ports, always of one room: a desk's while its agent works, the door's while nobody does or the desk is
 * locked. Changing rooms ends every process of the one before. Behind the door of a locked desk new ones wait, which have
 * loaded what every desk has in common and know nothing: no key is there that would open a row.
 */
export async function startElectronHost(
  {
    session,
    router,
    replicaRouter,
    syncProxy,
    deskFiles,
    workerTurns,
    os: { words, downloads },
    preferences,
  }: Pick<
    Workstation,
    'session' | 'router' | 'replicaRouter' | 'syncProxy' | 'deskFiles' | 'workerTurns' | 'os' | 'preferences'
  >,
  { rendererDir, preloadFile, spelling, diagnostics, isKept, windowsFile, developmentPages }: ElectronHostOptions,
): Promise<ElectronHost> {
  const files = developmentPages ? new Map() : await listRendererFiles(rendererDir)
  const prepared = new Set<Session>()
  /** What a desk showed when it was locked: all of it comes back, even if its file could not be written. */
  const leftOpen = new Map<string, KeptWindows>()
  const writers = new Map<string, CalmWriter<KeptWindows>>()
  const linksAtTheDoor = createLinksAtTheDoor()
  let room: Room | undefined
  /** The locked desk's windows, loaded where nobody sees them. */
  let behind: { readonly room: Room; readonly restored: Promise<void> } | undefined
  let changing: Promise<void> = Promise.resolve()

  guardEveryPage(app)
  guardSession(electronSession.defaultSession)
  acceptPorts(
    ipcMain,
    { router, replicaRouter, workerTurns },
    diagnostics,
    (sender) => [room, behind?.room].find((one) => sender.session === one?.session)?.name,
  )

  function prepare(made: Session, name: string): Session {
    if (prepared.has(made)) return made
    prepared.add(made)
    guardSession(made, developmentPages?.socket)
    guardDownloads(made, { isAsked: () => preferences.get().askWhereToSave, onSaved: downloads.tell })
    serveAppScheme(made.protocol, files, { syncProxy, deskFiles, room: name }, developmentPages)
    return made
  }

  function writerOf(name: string): CalmWriter<KeptWindows> {
    const known = writers.get(name)
    if (known) return known
    const made = keepWindows(windowsFile(name), systemTimers, () => diagnostics.warn({ event: 'windows-not-kept' }))
    writers.set(name, made)
    return made
  }

  /** Closes the windows of one room. First of all, so that not one moment passes in which a locked desk can be read. */
  function leave(leaving: Room | undefined): void {
    if (!leaving) return
    const kept = leaving.close()
    if (leaving.name === doorName) return
    leftOpen.set(leaving.name, kept)
    void writerOf(leaving.name).flush()
  }

  async function enter(name: string): Promise<void> {
    if (room?.name === name) return
    const waiting = behind?.room.name === name ? behind : undefined
    const door = waiting && room
    if (!waiting) {
      leave(room)
      leaveBehind()
    }
    room = undefined
    const entered = waiting?.room ?? (await build(name))
    behind = undefined
    room = entered
    entered.reveal()
    leave(door)
    await (waiting?.restored ?? open(entered))
    if (name !== doorName) entered.startMedia()
    await openLinksFor(session.state.get(), entered)
  }

  function open(opened: Room): Promise<void> {
    if (opened.name !== doorName) opened.startKeeper()
    return opened.windows.restore()
  }

  /** What whoever unlocks would wait for otherwise: processes, scripts, the worker and its database. */
  async function prepareBehind(): Promise<void> {
    const name = lockedDesk(session.seat.get())
    if (name === null || behind || room?.name !== doorName) return
    const made = await build(name)
    const restored = open(made)
    behind = { room: made, restored }
    restored.catch(() => undefined) // Whoever enters gets it.
  }

  function leaveBehind(): void {
    leave(behind?.room)
    behind = undefined
  }

  /** The door comes first: what waits behind it begins when the door can be seen. */
  function settleBehind(): void {
    const wanted = lockedDesk(session.seat.get())
    if (behind && behind.room.name !== wanted) leaveBehind()
    if (wanted === null || behind || room?.name !== doorName) return
    void room.painted.then(() => inTurn(prepareBehind))
  }

  /** Nothing of it is shown yet, and no page of it runs. */
  async function build(name: string): Promise<Room> {
    const isDoor = name === doorName
    const kept = isDoor ? null : (leftOpen.get(name) ?? (await windowsFile(name).read()))
    leftOpen.delete(name)
    // Nobody writes to a customer at the door.
    const checkSpelling = isDoor ? null : await spelling.lay()
    const made = prepare(isDoor ? doorSession() : deskSession(name, isKept), name)
    checkSpelling?.(made)
    return createRoom({
      name,
      session: made,
      page: isDoor ? doorPage : mainPage,
      preloadFile,
      diagnostics,
      kept,
      save: (changed) => (isDoor ? undefined : writerOf(name).write(changed)),
      onEmpty,
      workerTurns,
      words: words.get,
    })
  }

  async function openLinksFor(state: SessionState, entered: Room): Promise<void> {
    if (state.state !== 'signed-in' || room !== entered || entered.name !== state.replicaName) return
    for (const place of linksAtTheDoor.takeFor(state.agent.email)) await entered.windows.open(place)
  }

  function inTurn(step: () => Promise<void>): Promise<void> {
    changing = changing.then(step).catch((error: unknown) => {
      diagnostics.error({ event: 'room-failure', name: error instanceof Error ? error.name : 'unknown' })
    })
    return changing
  }

  function follow(): Promise<void> {
    return inTurn(async () => {
      await enter(roomOf(session.state.get()))
      settleBehind()
    })
  }

  function onEmpty(): void {
    // The keeper is a window too, so Electron itself never sees the last one close.
    if (process.platform !== 'darwin') app.quit()
  }

  const windows: Windows = {
    async open(place) {
      await follow()
      const state = session.state.get()
      if (room && room.name !== doorName) await room.windows.open(place)
      else {
        if (place.kind !== 'main') linksAtTheDoor.keep(place, state.state === 'locked' ? state.agent.email : null)
        room?.windows.bringForward()
      }
      return null
    },
    bringForward: () => room?.windows.bringForward(),
  }

  const host: ElectronHost = {
    windows,
    async followLink(link) {
      const place = readDeepLink(link)
      if (place) await windows.open(place)
      else {
        diagnostics.warn({ event: 'deep-link-ignored' })
        windows.bringForward()
      }
    },
    openPaper: (path) => (room && room.name !== doorName ? room.openPaper(path) : undefined),
    async closeDesk(replicaName) {
      await follow()
      if (behind?.room.name === replicaName) leaveBehind()
      await writers.get(replicaName)?.flush()
      writers.delete(replicaName)
      leftOpen.delete(replicaName)
    },
    async settled() {
      await Promise.all([...writers.values()].map((writer) => writer.flush()))
    },
  }
  // Between two rooms there is no window for a moment: whether to quit is decided by `onEmpty`.
  app.on('window-all-closed', () => undefined)
  // Quitting closes one window after the other: none of them is to be missing the next time.
  app.on('before-quit', () => {
    room?.windows.hold()
    behind?.room.windows.hold()
  })
  app.on('web-contents-created', (_event, contents) => offerEditMenu(contents, words.get))
  const showMenu = () => setAppMenu(words.get(), () => void windows.open({ kind: 'main' }))
  words.onChange(showMenu)
  showMenu()
  session.state.onChange(() => void follow())
  await follow()
  return host
}

/** Of a seat that nobody has opened yet. */
const lockedDesk = (seat: Seat | null): string | null => (seat && !seat.dataKey ? replicaNameOf(seat.replicaId) : null)

const roomOf = (state: SessionState): string => (state.state === 'signed-in' ? state.replicaName : doorName)

/** Where the built files are, seen from the entry. */
export const builtFiles = (entryDir: string) => ({
  rendererDir: path.join(entryDir, '../renderer'),
  preloadFile: path.join(entryDir, '../preload/window.cjs'),
  dictionariesDir: path.join(entryDir, '../dictionaries'),
})

/** What derives keys from passwords, on a thread of its own. */
export const passwordWorkerFile = (entryDir: string) => path.join(entryDir, 'argon2-worker.js')
