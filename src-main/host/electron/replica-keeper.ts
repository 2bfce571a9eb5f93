import type { BrowserWindow } from 'electron'
import type { Timers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import { keeperPage } from './app-scheme.ts'

export interface KeeperParts {
  createHidden(): BrowserWindow
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
 */
export async function startReplicaKeeper(parts: KeeperParts): Promise<void> {
  let deaths = 0
  await open()

  async function open(): Promise<void> {
    const keeper = parts.createHidden()
    keeper.webContents.once('render-process-gone', (_event, { reason }) => {
      parts.diagnostics.error({ event: 'keeper-gone', reason })
      keeper.destroy()
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** deaths++)
      parts.timers.after(pauseMs, () => void open().then(parts.onReplaced))
    })
    await keeper.loadURL(keeperPage)
  }
}
