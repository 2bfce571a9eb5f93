import type { BrowserWindow } from 'electron'
import type { Clock } from '#shared/kit/clock.ts'
import type { Timers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import { countDeaths } from './count-deaths.ts'

export interface HiddenPageParts {
  /** For the log: `keeper`, `media`. */
  readonly name: string
  readonly page: string
  createHidden(): BrowserWindow
  end(window: BrowserWindow): void
  readonly clock: Clock
  readonly timers: Timers
  readonly diagnostics: Log
  /** All that lived in it is gone; another one is about to be made. */
  onGone(): void
}

export interface HiddenPage {
  /** For good. */
  stop(): void
  /** Its process hangs: it ends, and another page takes its place. */
  replace(): void
}

const firstPauseMs = 100
const longestPauseMs = 30_000

/**
 * A page that nobody sees and that must always be there. When its process dies, all that lived in it dies with it: a new
 * one is made, more slowly each time that it happens again within a minute.
 */
export async function startHiddenPage(parts: HiddenPageParts): Promise<HiddenPage> {
  const deaths = countDeaths(parts.clock)
  let isStopped = false
  let hidden: BrowserWindow
  await open()
  return {
    stop() {
      isStopped = true
      parts.end(hidden)
    },
    // It dies, and what follows is what follows a death.
    replace: () => hidden.isDestroyed() || hidden.webContents.forcefullyCrashRenderer(),
  }

  async function open(): Promise<void> {
    const made = parts.createHidden()
    hidden = made
    let isGone = false
    const gone = (reason: string) => {
      if (isStopped || isGone) return
      isGone = true
      parts.diagnostics.error({ event: `${parts.name}-gone`, reason })
      parts.end(made)
      parts.onGone()
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (deaths() - 1))
      parts.timers.after(pauseMs, () => void (isStopped || open()))
    }
    made.webContents.once('render-process-gone', (_event, { reason }) => gone(reason))
    // A process that dies while its page loads fails the loading too.
    await made.loadURL(parts.page).catch(() => gone('not-loaded'))
  }
}
