import { type Page, expect, test as base } from '@playwright/test'
import { mediaPage } from '../../../src-main/host/electron/app-scheme.ts'
import { type DemoServer, startDemoServer } from './demo-server.ts'
import { type ElectronDesk, openElectronDesk } from './electron-desk.ts'
import { type OrdinaryUser, becomeOrdinaryUser } from './ordinary-user.ts'
import { Workstation } from './workstation.ts'

/** A real Electron that an ordinary user runs, with the sandbox on. */
interface Hardened {
  readonly server: DemoServer
  readonly user: OrdinaryUser
  readonly desk: ElectronDesk
  /** Its window. */
  readonly page: Page
  /** What main has said so far. */
  readonly logged: readonly string[]
}

/** One desk for all that is tried on it: none of it may leave a trace. */
export const test = base.extend<object, { hardened: Hardened }>({
  hardened: [
    async ({ playwright: _ }, use) => {
      const logged: string[] = []
      const server = await startDemoServer()
      const user = await becomeOrdinaryUser()
      const desk = await openElectronDesk({ serverUrl: server.url, dataDir: user.folder, signIn: server.signIn, user })
      desk.app.process().stdout?.on('data', (chunk: Buffer) => logged.push(chunk.toString()))
      await new Workstation(desk.window).isReady()
      // The window for calls comes last.
      await expect.poll(() => desk.app.windows().map((page) => page.url())).toContain(mediaPage)
      await use({ server, user, desk, page: desk.window, logged })
      await desk.app.close()
      await server.remove()
      await user.remove()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})
