import type { Display } from '../windows/stand-on-displays.ts'
import type { HostWindow, WindowEvents, WindowHost } from '../windows/window-host.ts'
import type { Standing, WindowRecord } from '../windows/window-record.ts'

export interface PaperWindow {
  readonly record: WindowRecord
  readonly hadFocus: boolean
  /** A person moves it, fills the screen with it, clicks on it, closes it. */
  move(standing: Partial<Standing>): void
  focus(): void
  close(): void
}

/** Windows without a screen: what a host is told, and what a person does with its windows. */
export function createPaperWindows(first: readonly Display[]) {
  let displays = first
  const listeners = new Set<() => void>()
  const open: PaperWindow[] = []
  /** What was raised and brought forward, by number. */
  const raised: number[] = []
  const broughtForward: number[] = []
  let letLoad: (() => void)[] = []
  let isLoadingAtOnce = true

  const host: WindowHost = {
    displays: () => displays,
    onDisplaysChanged(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    create(record: WindowRecord, hadFocus: boolean, events: WindowEvents): HostWindow {
      let { bounds, display, state }: Standing = record
      const gone = () => void open.splice(open.indexOf(window), open.includes(window) ? 1 : 0)
      const window: PaperWindow = {
        record,
        hadFocus,
        move(changed) {
          ;({ bounds, display, state } = { bounds, display, state, ...changed })
          events.onMoved()
        },
        focus: events.onFocused,
        close() {
          gone()
          events.onClosed()
        },
      }
      open.push(window)
      return {
        loaded: isLoadingAtOnce ? Promise.resolve() : new Promise<void>((resolve) => letLoad.push(resolve)),
        standing: () => ({ bounds, display, state }),
        stand: window.move,
        raise: () => void raised.push(record.id),
        bringForward: () => void broughtForward.push(record.id),
        // As Electron does it: whoever is ended also says that it closed.
        end: window.close,
      }
    },
  }
  return {
    host,
    open,
    raised,
    broughtForward,
    /** Somebody takes a monitor away, or brings one. */
    changeDisplays(next: readonly Display[]) {
      displays = next
      for (const listener of listeners) listener()
    },
    /** From now on pages load when `finishLoading` is called. */
    holdLoading: () => void (isLoadingAtOnce = false),
    finishLoading() {
      isLoadingAtOnce = true
      for (const load of letLoad) load()
      letLoad = []
    },
  }
}
