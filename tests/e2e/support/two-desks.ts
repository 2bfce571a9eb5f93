import path from 'node:path'
import type { Browser } from '@playwright/test'
import { type BrowserDesk, startBrowserDesk } from './browser-desk.ts'
import { type Cable, layCable } from './cable.ts'
import { type DemoServer, startDemoServer } from './demo-server.ts'
import { projectRoot } from './launcher.ts'
import { Workstation } from './workstation.ts'

/** Two people at the demonstration's server; the first one's cable can be pulled. */
export interface TwoDesks {
  readonly server: DemoServer
  readonly cable: Cable
  readonly first: Workstation
  readonly second: Workstation
  readonly firstDesk: BrowserDesk
  /** To be looked at by a person. */
  picture(name: string): Promise<void>
  remove(): Promise<void>
}

export async function startTwoDesks(browser: Browser, emails: readonly [string, string]): Promise<TwoDesks> {
  const server = await startDemoServer()
  const cable = await layCable(server.url)
  const { password } = server.signIn
  const [firstDesk, secondDesk] = await Promise.all([
    startBrowserDesk({ serverUrl: cable.url, signIn: { email: emails[0], password } }),
    startBrowserDesk({ serverUrl: server.url, signIn: { email: emails[1], password } }),
  ])
  const [first, second] = await Promise.all([sit(browser, firstDesk), sit(browser, secondDesk)])
  return {
    server,
    cable,
    first,
    second,
    firstDesk,
    async picture(name) {
      await first.page.screenshot({ path: path.join(projectRoot, `out/screenshots/${name}.png`) })
    },
    async remove() {
      for (const { page } of [first, second]) await page.context().close()
      await firstDesk.remove()
      await secondDesk.remove()
      await server.remove()
    },
  }
}

async function sit(browser: Browser, desk: BrowserDesk): Promise<Workstation> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const agent = await Workstation.open(await context.newPage(), desk.entryUrl())
  await agent.timeToUndo('None')
  await agent.order('Most recent')
  return agent
}
