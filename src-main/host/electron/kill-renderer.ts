import type { WebContents } from 'electron'

/** Ends the process of a page that hangs. Asked to crash, a process that stands still would never hear of it. */
export function killRenderer(contents: WebContents): void {
  if (contents.isDestroyed() || contents.isCrashed()) return
  process.kill(contents.getOSProcessId(), 'SIGKILL')
}
