import type { BrowserWindow } from 'electron'
import type { Timers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'

export interface HiddenPageParts {
  /** For the log: `keeper`, `media`. */
  readonly name: string
  readonly page: string
  createHidden(): BrowserWindow
  end(window: BrowserWindow): void
  readonly timers: Timers
  readonly diagnostics: Log
  /** Another one is there, and knows nothing of the one before. */
  onReplaced(): void
}

const firstPauseMs = 100
const longestPauseMs = 30_000

/**
 * A page that nobody sees and that must always be there. When its process dies, all that lived in it dies with it: a new
 * one is made, more slowly each time that it happens again.
 * @returns what ends it for good
 */
export async function startHiddenPage(parts: HiddenPageParts): Promise<() => void> {
  let deaths = 0
  let isStopped = false
  let hidden: BrowserWindow
  await open()
  return () => {
    isStopped = true
    parts.end(hidden)
  }

  async function open(): Promise<void> {
    const made = parts.createHidden()
    hidden = made
    made.webContents.once('render-process-gone', (_event, { reason }) => {
      if (isStopped) return
      parts.diagnostics.error({ event: `${parts.name}-gone`, reason })
      made.destroy()
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** deaths++)
      parts.timers.after(pauseMs, () => void (isStopped || open().then(parts.onReplaced)))
    })
    await made.loadURL(parts.page)
  }
}
