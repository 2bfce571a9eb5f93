import { isDeepStrictEqual } from 'node:util'
import { type WindowPlace, isSamePlace } from '#shared/rpc/window-place.ts'
import { besides, centredOn, standOnDisplays } from './stand-on-displays.ts'
import type { HostWindow, WindowHost } from './window-host.ts'
import { windowKinds } from './window-kinds.ts'
import type { KeptWindows, Standing, WindowRecord } from './window-record.ts'

export interface DeskWindows {
  /** From the lowest to the one on top. */
  list(): readonly WindowRecord[]
  /** All that stood open, where it stood and in its order; else one main window. Resolves when all pages are loaded. */
  restore(): Promise<void>
  /** Resolves when its page is loaded. */
  open(place: WindowPlace): Promise<void>
  bringForward(): void
  /** What closes from now on closes because everything ends: it comes back the next time. */
  hold(): void
  /** Ends all of them at once. They come back with what this answers. */
  leave(): KeptWindows
}

export interface DeskWindowsParts {
  readonly host: WindowHost
  readonly kept: KeptWindows | null
  save(kept: KeptWindows): void
  /** A person closed the last one. */
  onEmpty(): void
}

const mostKept = 100
const mainWindow: WindowPlace = { kind: 'main' }

/** The windows of one desk as data: what each shows, where it stands, and which lies above which. */
export function createDeskWindows({ host, kept, save, onEmpty }: DeskWindowsParts): DeskWindows {
  let records: readonly WindowRecord[] = []
  let last: KeptWindows['last'] = kept?.last ?? {}
  let isHeld = false
  /** Windows that come back appear in any order; which one lies above is known already. */
  let isRestoring = false
  const windows = new Map<number, HostWindow>()
  const snapshot = (): KeptWindows => ({ open: records.slice(-mostKept), last })

  function change(next: readonly WindowRecord[]): void {
    if (isHeld) return
    records = next
    if (!isRestoring) save(snapshot())
  }

  function create(record: WindowRecord, hasFocus: boolean): HostWindow {
    records = [...records, record]
    const made = host.create(record, hasFocus, {
      onMoved() {
        if (isHeld || !windows.has(record.id)) return
        const standing = made.standing()
        last = { ...last, [record.place.kind]: standing }
        change(records.map((other) => (other.id === record.id ? { ...other, ...standing } : other)))
      },
      onFocused() {
        if (isHeld || isRestoring) return
        const focused = records.filter(({ id }) => id === record.id)
        change([...records.filter(({ id }) => id !== record.id), ...focused])
      },
      onClosed() {
        if (!windows.delete(record.id)) return
        change(records.filter(({ id }) => id !== record.id))
        if (!isHeld && records.length === 0) onEmpty()
      },
    })
    windows.set(record.id, made)
    return made
  }

  function firstStanding(place: WindowPlace): Standing {
    const { width, height, state } = windowKinds[place.kind]
    const displays = host.displays()
    const top = records.at(-1)
    const display = displays.find(({ id }) => id === top?.display) ?? displays[0]
    const usual: Standing = {
      state,
      display: display?.id ?? 0,
      bounds: display ? centredOn(display, width, height) : { x: 0, y: 0, width, height },
    }
    const alike = records.filter((other) => other.place.kind === place.kind).map(({ bounds }) => bounds)
    return besides(last[place.kind] ?? usual, alike, displays)
  }

  function openNew(place: WindowPlace): HostWindow {
    const { isAlwaysOnTop } = windowKinds[place.kind]
    const id = Math.max(0, ...records.map((record) => record.id)) + 1
    const made = create({ id, place, ...firstStanding(place), isAlwaysOnTop }, true)
    change(records)
    return made
  }

  /** Nobody looks for a window on a monitor that is not there. */
  function standAnew(): void {
    const displays = host.displays()
    for (const window of windows.values()) {
      const standing = window.standing()
      const now = standOnDisplays(standing, displays)
      if (!isDeepStrictEqual(now, standing)) window.stand(now)
    }
  }

  const stopListening = host.onDisplaysChanged(() => isHeld || standAnew())
  const deskWindows: DeskWindows = {
    list: () => records,
    async restore() {
      const displays = host.displays()
      const wanted = onceEach(kept?.open ?? [])
      if (wanted.length === 0) return deskWindows.open(mainWindow)
      isRestoring = true
      const made = wanted.map((record, index) =>
        create({ ...record, ...standOnDisplays(record, displays), id: index + 1 }, index === wanted.length - 1),
      )
      // One that a person closes meanwhile is not missed.
      await Promise.allSettled(made.map(({ loaded }) => loaded))
      for (const { id } of records) windows.get(id)?.raise()
      isRestoring = false
      change(records)
    },
    async open(place) {
      const there = windowKinds[place.kind].isMany
        ? undefined
        : records.find((record) => isSamePlace(record.place, place))
      if (!there) return openNew(place).loaded
      const window = windows.get(there.id)
      window?.bringForward()
      await window?.loaded
    },
    bringForward() {
      const top = windows.get(records.at(-1)?.id ?? 0)
      if (top) top.bringForward()
      else openNew(mainWindow)
    },
    hold: () => void (isHeld = true),
    leave() {
      isHeld = true
      stopListening()
      const ending = [...windows.values()]
      windows.clear()
      for (const window of ending) window.end()
      return snapshot()
    },
  }
  return deskWindows
}

/** A file that names the same place twice is wrong in a harmless way. */
function onceEach(records: readonly WindowRecord[]): readonly WindowRecord[] {
  return records.filter(
    ({ place }, index) =>
      windowKinds[place.kind].isMany || !records.slice(0, index).some((other) => isSamePlace(other.place, place)),
  )
}
