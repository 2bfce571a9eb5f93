import path from 'node:path'
import { freePorts } from '../../../tests/e2e/support/launcher.ts'
import { openElectronDesk } from '../../../tests/e2e/support/electron-desk.ts'
import { Workstation } from '../../../tests/e2e/support/workstation.ts'
import { desksRows } from '../floor/desks-rows.ts'
import type { Floor } from '../floor/open-floor.ts'
import { collectGarbage } from './collect-garbage.ts'
import { type MemoryByKind, memoryOfTree, totalOf } from './process-tree.ts'
import { showAllWriting } from './show-all-writing.ts'
import { work } from './work.ts'

export interface MemoryUse {
  readonly actions: number
  readonly before: MemoryByKind
  /** After each fifth of the actions. */
  readonly along: readonly MemoryByKind[]
}

const steps = 5

/** @param warmUp as many actions come first, so that everything has been loaded once */
export async function measureMemory(
  floor: Floor,
  actions: number,
  warmUp: number,
  say: (line: string) => void,
): Promise<MemoryUse> {
  const dataDir = await floor.newFolder('memory')
  const port = await freePorts(1)
  const { app, window } = await openElectronDesk({
    serverUrl: floor.server.url,
    dataDir,
    signIn: floor.server.signIn,
    switches: [`--remote-debugging-port=${port}`],
  })
  const pid = app.process().pid ?? 0
  const desk = new Workstation(window)
  await desk.isReady()
  await desksRows(path.join(dataDir, 'electron'))
  await desk.timeToUndo('None')
  await desk.view('Open')
  async function used() {
    await collectGarbage(app, port)
    const pages = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((page) => [page.getOSProcessId(), page.getURL()] as const),
    )
    return memoryOfTree(pid, new Map(pages.map(([pid, url]) => [pid, path.basename(new URL(url).pathname)])))
  }
  // First: shapes that nobody looks at any more are let go of and made again, so the work that follows finds its own level.
  say(`  ${await showAllWriting(window)} pieces of fonts`)
  await work(app, desk, warmUp)
  const before = await used()
  const along: MemoryByKind[] = []
  for (let step = 0; step < steps; step++) {
    await work(app, desk, actions / steps, warmUp + (step * actions) / steps)
    along.push(await used())
    say(
      `  ${Math.round(((step + 1) * actions) / steps)} actions: ${toMebibytes(before)} → ${toMebibytes(along.at(-1)!)} MiB`,
    )
  }
  await app.close()
  return { actions, before, along }
}

const toMebibytes = (memory: MemoryByKind) => Math.round(totalOf(memory) / 1024 ** 2)
