import type { MainClient } from '../connection/clients.ts'
import { announce } from '../ui/announcer.ts'

/** Another window on the same work. In the browser host main answers with a path of this origin, and the page opens it. */
export async function openWindow(main: MainClient, conversationId: string | null, failed: string): Promise<void> {
  try {
    const { path } = await main.windows.open({ conversationId })
    if (path !== null) window.open(new URL(path, location.origin), '_blank', 'noopener,width=720,height=800')
  } catch {
    announce(failed, 'assertive')
  }
}
