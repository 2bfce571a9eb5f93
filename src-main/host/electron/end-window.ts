import type { BrowserWindow } from 'electron'

/** A window is gone at once; its process might linger, with all that it held. */
export function endWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  window.webContents.forcefullyCrashRenderer()
  window.destroy()
}
