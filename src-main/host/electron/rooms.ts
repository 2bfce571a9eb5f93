import { type BrowserWindow, type Session, app } from 'electron'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import type { CalmWriter } from '../../files/calm-writer.ts'
import type { JsonFile } from '../../files/json-file.ts'
import { systemTimers } from '../../flow/timers.ts'
import { replicaNameOf } from '../../session/describe-seat.ts'
import type { Seat } from '../../session/seat.ts'
import { keepWindows } from '../../windows/keep-windows.ts'
import { createLinksAtTheDoor } from '../../windows/links-at-the-door.ts'
import { readDeepLink } from '../../windows/read-deep-link.ts'
import type { KeptWindows } from '../../windows/window-record.ts'
import type { Windows } from '../../windows/windows.ts'
import type { Workstation } from '../../workstation.ts'
import { mainPage } from './app-scheme.ts'
import { setAppMenu } from './app-menu.ts'
import { deskSession } from './desk-sessions.ts'
import { guardDownloads } from './os-downloads.ts'
import { guardSession } from './guard-session.ts'
import { type OpenDoor, doorName } from './open-door.ts'
import { type Room, createRoom } from './room.ts'
import { serveAppScheme } from './serve-app-scheme.ts'
import type { Spelling } from './spelling.ts'

/** Whoever types at once sees their first letters before more processes want the cores. */
const firstKeysMs = 50
/** Whoever opens their desk looks at their list first; the window for calls takes half a second of a core to start. */
const mediaAfterMs = 2_000

export interface DeskOptions {
  readonly spelling: Spelling
  /** Whether what a desk's pages keep survives the process. */
  readonly isKept: boolean
  /** Where the list of a desk's windows is kept. */
  windowsFile(replicaName: string): JsonFile<KeptWindows>
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

/**
 * Windows, pages and ports, always of one room: a desk's while its agent works, the door's while nobody does or the desk is
 * locked. Changing rooms ends every process of the one before. Behind the door of a locked desk new ones wait, which have
 * loaded what every desk has in common and know nothing: no key is there that would open a row.
 */
export async function openRooms(
  { rooms, buildDoor, onEmpty, files, preloadFile, diagnostics, developmentPages }: OpenDoor,
  {
    session,
    syncProxy,
    deskFiles,
    workerTurns,
    os: { downloads, words },
    preferences,
  }: Pick<Workstation, 'session' | 'syncProxy' | 'deskFiles' | 'workerTurns' | 'os' | 'preferences'>,
  { spelling, isKept, windowsFile }: DeskOptions,
): Promise<ElectronHost> {
  const prepared = new Set<Session>()
  /** What a desk showed when it was locked: all of it comes back, even if its file could not be written. */
  const leftOpen = new Map<string, KeptWindows>()
  const writers = new Map<string, CalmWriter<KeptWindows>>()
  const linksAtTheDoor = createLinksAtTheDoor()
  let changing: Promise<void> = Promise.resolve()
  let isQuitting = false

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
    if (rooms.here?.name === name) return
    const waiting = rooms.behind?.room.name === name ? rooms.behind : undefined
    const door = waiting && rooms.here
    if (!waiting) {
      leave(rooms.here)
      leaveBehind()
    }
    rooms.here = undefined
    const entered = waiting?.room ?? (await build(name))
    rooms.behind = undefined
    rooms.here = entered
    entered.reveal()
    leave(door)
    await (waiting?.restored ?? open(entered))
    await openLinksFor(session.state.get(), entered)
    if (name !== doorName) systemTimers.after(mediaAfterMs, entered.startMedia)
  }

  function open(opened: Room): Promise<void> {
    if (opened.name !== doorName) opened.startKeeper(workerTurns)
    return opened.windows.restore()
  }

  /** What whoever unlocks would wait for otherwise: processes, scripts, the worker and its database. */
  async function prepareBehind(): Promise<void> {
    const name = lockedDesk(session.seat.get())
    if (isQuitting || name === null || rooms.behind || rooms.here?.name !== doorName) return
    const made = await build(name)
    const restored = open(made)
    rooms.behind = { room: made, restored }
    restored.catch(() => undefined) // Whoever enters gets it.
  }

  function leaveBehind(): void {
    leave(rooms.behind?.room)
    rooms.behind = undefined
  }

  /** The door comes first: what waits behind it begins when the door can be used. */
  function settleBehind(): void {
    const wanted = lockedDesk(session.seat.get())
    if (rooms.behind && rooms.behind.room.name !== wanted) leaveBehind()
    if (wanted === null || rooms.behind || rooms.here?.name !== doorName) return
    void rooms.here.drawn.then(() => systemTimers.after(firstKeysMs, () => void inTurn(prepareBehind)))
  }

  /** Nothing of it is shown yet, and no page of it runs. */
  async function build(name: string): Promise<Room> {
    if (name === doorName) return buildDoor()
    const kept = leftOpen.get(name) ?? (await windowsFile(name).read())
    leftOpen.delete(name)
    const checkSpelling = await spelling.lay()
    const made = prepare(deskSession(name, isKept), name)
    checkSpelling(made)
    return createRoom({
      name,
      session: made,
      page: mainPage,
      preloadFile,
      diagnostics,
      kept,
      save: (changed) => writerOf(name).write(changed),
      onEmpty,
      words: words.get,
    })
  }

  async function openLinksFor(state: SessionState, entered: Room): Promise<void> {
    if (state.state !== 'signed-in' || rooms.here !== entered || entered.name !== state.replicaName) return
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
      if (isQuitting) return
      await enter(roomOf(session.state.get()))
      settleBehind()
    })
  }

  const windows: Windows = {
    async open(place) {
      await follow()
      if (isQuitting) return null
      const state = session.state.get()
      if (rooms.here && rooms.here.name !== doorName) await rooms.here.windows.open(place)
      else {
        if (place.kind !== 'main') linksAtTheDoor.keep(place, state.state === 'locked' ? state.agent.email : null)
        rooms.here?.windows.bringForward()
      }
      return null
    },
    bringForward: () => rooms.here?.windows.bringForward(),
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
    openPaper(path) {
      if (isQuitting || !rooms.here || rooms.here.name === doorName) return undefined
      return rooms.here.openPaper(path)
    },
    async closeDesk(replicaName) {
      await follow()
      if (rooms.behind?.room.name === replicaName) leaveBehind()
      await writers.get(replicaName)?.flush()
      writers.delete(replicaName)
      leftOpen.delete(replicaName)
    },
    async settled() {
      await Promise.all([...writers.values()].map((writer) => writer.flush()))
    },
  }
  // Quitting closes one window after the other: none of them is to be missing the next time, and Electron waits for one that
  // appears meanwhile without asking it to close.
  app.on('before-quit', () => {
    isQuitting = true
    rooms.here?.hold()
    rooms.behind?.room.hold()
  })
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
