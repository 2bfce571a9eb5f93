import type { BrowserWindow } from 'electron'
import type { Timers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import { keeperPage } from './app-scheme.ts'

export interface KeeperParts {
  createHidden(): BrowserWindow
  end(window: BrowserWindow): void
  readonly timers: Timers
  readonly diagnostics: Log
  /** A new worker is there: pages that spoke to the old one have to begin anew. */
  onReplaced(): void
}

const firstPauseMs = 100
const longestPauseMs = 30_000

/**
 * The hidden window that makes the replica worker and holds it in its own process. When that process dies, worker and
 * port die with it, for every window: a new keeper is made, more slowly each time that it happens again.
 * @returns what ends it for good
 */
export async function startReplicaKeeper(parts: KeeperParts): Promise<() => void> {
  let deaths = 0
  let isStopped = false
  let keeper: BrowserWindow
  await open()
  return () => {
    isStopped = true
    parts.end(keeper)
  }

  async function open(): Promise<void> {
    const made = parts.createHidden()
    keeper = made
    made.webContents.once('render-process-gone', (_event, { reason }) => {
      if (isStopped) return
      parts.diagnostics.error({ event: 'keeper-gone', reason })
      made.destroy()
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** deaths++)
      parts.timers.after(pauseMs, () => void (isStopped || open().then(parts.onReplaced)))
    })
    await made.loadURL(keeperPage)
  }
}
