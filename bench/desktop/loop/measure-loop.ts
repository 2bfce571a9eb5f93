import path from 'node:path'
import { type ElectronApplication, _electron } from '@playwright/test'
import { layCable } from '../../../tests/e2e/support/cable.ts'
import {
  type ElectronDesk,
  nextWindow,
  openElectronDesk,
  unlockDesk,
} from '../../../tests/e2e/support/electron-desk.ts'
import { Workstation } from '../../../tests/e2e/support/workstation.ts'
import { ensureElectronRuntime } from '../../../tools/electron-runtime/ensure-electron-runtime.ts'
import { desksRows } from '../floor/desks-rows.ts'
import type { Floor } from '../floor/open-floor.ts'
import { work } from '../memory/work.ts'
import { writeEmptyWindow } from '../start/empty-window.ts'
import { writingCustomers } from './customers.ts'
import { type LoopDelay, takeLoopDelay, watchLoop } from './loop-delay.ts'
import { type WindowLatency, measureBesideHungWindow } from './hung-window.ts'

export interface LoopPart {
  readonly name: string
  readonly farline: LoopDelay
  /** Of a main process that does nothing, at the same time on the same machine. */
  readonly idle: LoopDelay
}

export interface LoopFigures {
  readonly rows: number
  readonly parts: readonly LoopPart[]
  readonly latency: WindowLatency
}

const customers = 8
/** Each of them. Together they are more than any one agent can answer. */
const writesEveryMs = 4_000
/** While the cable is out. */
const offlineActions = 10

/** A scripted shift, and how long main's event loop stood still in it. */
export async function measureLoop(floor: Floor, actions: number, say: (line: string) => void): Promise<LoopFigures> {
  const { server } = floor
  const cable = await layCable(server.url)
  const idle = await startIdle(await floor.newFolder('idle'))
  const dataDir = await floor.newFolder('loop')
  let desk = await openElectronDesk({ serverUrl: cable.url, dataDir })
  await watchLoop(desk.app)
  await watchLoop(idle)
  const parts: LoopPart[] = []
  async function during(name: string, happen: () => Promise<unknown>) {
    await Promise.all([takeLoopDelay(desk.app), takeLoopDelay(idle)])
    await happen()
    const [farline, peer] = await Promise.all([takeLoopDelay(desk.app), takeLoopDelay(idle)])
    parts.push({ name, farline, idle: peer })
    say(`  ${name}: longest ${farline.max.toFixed(1)} ms, beside ${peer.max.toFixed(1)} ms`)
  }

  let rows = 0
  await during('signing in and the snapshot', async () => {
    desk = await signIn(desk, server.signIn)
    await new Workstation(desk.window).isReady()
    rows = await desksRows(path.join(dataDir, 'electron'))
  })
  const busy = writingCustomers(server.url, customers, writesEveryMs)
  const agent = new Workstation(desk.window)
  await agent.timeToUndo('None')
  await agent.view('Open')
  await during('customers write and the agent acts', () => work(desk.app, agent, actions))
  await during('a cable that was out, and is in again', async () => {
    await cable.pull()
    await agent.page.locator('[data-sync=offline], [data-sync=server-unreachable]').waitFor({ timeout: 60_000 })
    await work(desk.app, agent, offlineActions)
    await cable.plugIn()
    await agent.page.locator('[data-sync=online]').waitFor({ timeout: 60_000 })
  })
  const latency = await measureBesideHungWindow(desk, await idle.firstWindow())
  await during('locked and unlocked', async () => {
    desk = await unlockDesk(await lock(desk), server.signIn.password)
    await new Workstation(desk.window).isReady()
  })
  busy.leave()
  await desk.app.close()
  await idle.close()
  await cable.pull()
  return { rows, parts, latency }
}

async function startIdle(folder: string): Promise<ElectronApplication> {
  const empty = await writeEmptyWindow(folder)
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: await ensureElectronRuntime(),
    args: [...sandbox, '--disable-gpu', empty.folder, `--user-data-dir=${empty.folder}/data`],
    timeout: 60_000,
  })
  await app.firstWindow()
  return app
}

async function signIn({ app, window }: ElectronDesk, who: { email: string; password: string }): Promise<ElectronDesk> {
  const opened = nextWindow(app)
  await window.getByLabel('E-mail').fill(who.email)
  await window.getByLabel('Password').fill(who.password)
  await window.getByLabel('Password').press('Enter')
  return { app, window: await opened }
}

async function lock({ app, window }: ElectronDesk): Promise<ElectronDesk> {
  const door = nextWindow(app)
  // The key press goes with the window that heard it.
  await window.keyboard.press('Control+l').catch(() => undefined)
  return { app, window: await door }
}
