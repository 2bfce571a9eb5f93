import type { Clock } from '#shared/kit/clock.ts'
import type { Timers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import type { WindowTrouble } from './ask-person.ts'
import { countDeaths } from './count-deaths.ts'

/** What happens to a window's page, and what can be done about it. */
export interface WatchedWindow {
  onGone(take: (reason: string) => void): void
  /** Chromium waits 15 s for an answer to a key or click, and never calls a page unresponsive while a debugger holds it. */
  onUnresponsive(take: () => void): void
  onResponsive(take: () => void): void
  onClosed(take: () => void): void
  reload(): void
  /** Ends the process of the page: one that hangs takes no request to load anew. */
  kill(): void
  close(): void
  /** Whether its person wants it loaded anew. */
  ask(trouble: WindowTrouble, signal: AbortSignal): Promise<boolean>
}

interface WatchParts {
  readonly clock: Clock
  readonly timers: Timers
  readonly diagnostics: Log
}

/** A page that dies at once after every load must not keep the computer busy. */
const reloadPauseMs = 500
/** Within a minute: from here on a person decides. */
const deathsToAsk = 3

/** A window whose page dies gets another one. One that dies again and again, or answers nobody, asks its person. */
export function watchWindow(window: WatchedWindow, { clock, timers, diagnostics }: WatchParts): void {
  const deaths = countDeaths(clock)
  let asking: AbortController | undefined
  let isClosed = false
  const reload = () => void (isClosed || window.reload())
  const stopAsking = () => asking?.abort()

  async function ask(trouble: WindowTrouble): Promise<boolean> {
    const mine = new AbortController()
    asking = mine
    const isWanted = await window.ask(trouble, mine.signal)
    if (asking === mine) asking = undefined
    return isWanted
  }

  async function askWhatNext() {
    diagnostics.error({ event: 'window-keeps-dying' })
    if (await ask('broken')) reload()
    else if (!isClosed) window.close()
  }

  async function askToWait() {
    diagnostics.warn({ event: 'window-hung' })
    if ((await ask('hung')) && !isClosed) window.kill()
  }

  window.onGone((reason) => {
    if (isClosed) return
    stopAsking()
    diagnostics.error({ event: 'window-gone', reason })
    if (deaths() < deathsToAsk) timers.after(reloadPauseMs, reload)
    else void askWhatNext()
  })
  window.onUnresponsive(() => void (asking || askToWait()))
  window.onResponsive(stopAsking)
  window.onClosed(() => {
    isClosed = true
    stopAsking()
  })
}
