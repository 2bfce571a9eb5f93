import type { PaperWish } from '#shared/rpc/os-contract.ts'
import type { MainClient } from '../connection/clients.ts'
import { showNotice } from '../parts/notice.ts'
import { announce } from '../ui/announcer.ts'

/** Puts a conversation on paper. In the browser host main answers with the page that prints itself. */
export async function makePaper(main: MainClient, wish: PaperWish, failed: string): Promise<void> {
  try {
    const { path } = await main.os.papers.make(wish)
    if (path !== null) window.open(new URL(path, location.origin), '_blank', 'noopener,width=800,height=900')
  } catch {
    announce(failed, 'assertive')
    showNotice(failed)
  }
}
