import path from 'node:path'
import { type BrowserWindow, app, ipcMain, protocol, session } from 'electron'
import { systemTimers } from '../../flow/timers.ts'
import type { Log } from '../../log/create-log.ts'
import type { Workstation } from '../../workstation.ts'
import { listRendererFiles } from '../renderer-files.ts'
import { acceptPorts } from './accept-ports.ts'
import { setAppMenu } from './app-menu.ts'
import { mainPage } from './app-scheme.ts'
import { startReplicaKeeper } from './replica-keeper.ts'
import { serveAppScheme } from './serve-app-scheme.ts'
import { createWindow, denyPermissions } from './window-factory.ts'

export interface ElectronHostOptions {
  readonly rendererDir: string
  readonly preloadFile: string
  readonly diagnostics: Log
}

export interface ElectronHost {
  /** Resolves when its page is loaded. */
  openWindow(conversationId: string | null): Promise<void>
  /** What the system asks for when Farline is started again: the newest window comes forward, or a new one opens. */
  bringForward(): void
}

/** A page that dies at once after every load must not keep the computer busy. */
const reloadPauseMs = 500

/** Windows, pages and ports. The keeper comes first, so that the replica worker lives in its process and not in a window's. */
export async function startElectronHost(
  { router, replicaRouter, syncProxy }: Pick<Workstation, 'router' | 'replicaRouter' | 'syncProxy'>,
  { rendererDir, preloadFile, diagnostics }: ElectronHostOptions,
): Promise<ElectronHost> {
  denyPermissions(session.defaultSession)
  serveAppScheme(protocol, await listRendererFiles(rendererDir), syncProxy)
  acceptPorts(ipcMain, { router, replicaRouter }, diagnostics)
  const windows = new Set<BrowserWindow>()
  const host: ElectronHost = {
    async openWindow(conversationId) {
      const window = createWindow(
        { width: 1440, height: 900, minWidth: 1024, minHeight: 640, show: false, title: 'Farline' },
        preloadFile,
      )
      windows.add(window)
      window.webContents.on('render-process-gone', (_event, { reason }) => {
        diagnostics.error({ event: 'window-gone', reason })
        systemTimers.after(reloadPauseMs, () => window.isDestroyed() || window.webContents.reload())
      })
      window.once('ready-to-show', () => window.show())
      window.on('closed', () => {
        windows.delete(window)
        // The keeper is a window too, so Electron itself never sees the last one close.
        if (windows.size === 0 && process.platform !== 'darwin') app.quit()
      })
      const search = conversationId ? `?conversation=${encodeURIComponent(conversationId)}` : ''
      await window.loadURL(mainPage + search)
    },
    bringForward() {
      const newest = [...windows].at(-1)
      if (!newest) return void host.openWindow(null)
      if (newest.isMinimized()) newest.restore()
      newest.focus()
    },
  }
  setAppMenu(() => void host.openWindow(null))
  await startReplicaKeeper({
    createHidden: () => createWindow({ show: false, title: 'Farline keeper' }, preloadFile),
    timers: systemTimers,
    diagnostics,
    onReplaced() {
      for (const window of windows) window.webContents.reload()
    },
  })
  return host
}

/** Where the built files are, seen from the entry. */
export const builtFiles = (entryDir: string) => ({
  rendererDir: path.join(entryDir, '../renderer'),
  preloadFile: path.join(entryDir, '../preload/window.cjs'),
})
