import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openElectronDesk } from '../../../tests/e2e/support/electron-desk.ts'
import { Workstation } from '../../../tests/e2e/support/workstation.ts'
import { ensureElectronRuntime } from '../../../tools/electron-runtime/ensure-electron-runtime.ts'
import { projectRoot } from '../../../tools/project-root.ts'
import type { Floor } from '../floor/open-floor.ts'
import { desksRows } from '../floor/desks-rows.ts'
import type { PageSession } from './devtools.ts'
import { writeEmptyWindow } from './empty-window.ts'
import { type Program, startProgram } from './program.ts'
import { paintedElement, paintedFocus } from './watch-page.ts'

/** Milliseconds of one start. */
export interface StartTimes {
  /** From the process to the locked desk that takes the first key of a password. */
  readonly doorMs: number
  /** From the Enter behind the password to a key that has moved the selection of the inbox. */
  readonly openMs: number
  /** The parts: since the process began, or since that Enter. */
  readonly parts: Readonly<Record<string, number>>
}

export interface Starts {
  readonly farline: readonly StartTimes[]
  readonly emptyMs: readonly number[]
  readonly emptyParts: readonly Readonly<Record<string, number>>[]
  readonly scriptBytes: number
  readonly rows: number
}

const doorPage = 'app://farline/door.html'
const deskPage = 'app://farline/index.html'

/**
 * A warm start is a locked desk: a restart asks for the password. What is measured is what the program does before and
 * after it; how long a person types is theirs.
 */
export async function measureStarts(floor: Floor, rounds: number, say: (line: string) => void): Promise<Starts> {
  const executable = await ensureElectronRuntime(say)
  const dataDir = await floor.newFolder('start')
  const { server } = floor
  const rows = await fillDesk(floor, dataDir)
  say(`A desk with ${rows} rows; starting it, and an empty window, turn and turn about …`)
  const empty = await writeEmptyWindow(await floor.newFolder('empty'))
  const desk = [
    '.',
    `--server=${server.url}`,
    `--data=${path.join(dataDir, 'electron')}`,
    `--key-file=${path.join(dataDir, 'device-key')}`,
  ]
  const farline: StartTimes[] = []
  const emptyMs: number[] = []
  const emptyParts: Record<string, number>[] = []
  // The first round only warms up.
  for (let round = 0; round <= rounds; round++) {
    const started = await startFarline(executable, desk, server.signIn.password)
    const { ms, parts } = await startEmpty(executable, [empty.folder, `--user-data-dir=${empty.folder}/data`])
    say(
      `  ${JSON.stringify({ door: started.doorMs, open: started.openMs, empty: ms, ...started.parts, emptyParts: parts })}`,
    )
    if (round === 0) continue
    farline.push(started)
    emptyMs.push(ms)
    emptyParts.push(parts)
  }
  return { farline, emptyMs, emptyParts, scriptBytes: empty.scriptBytes, rows }
}

/** Signs in once, and waits until all rows are there. */
async function fillDesk(floor: Floor, dataDir: string): Promise<number> {
  const { app, window } = await openElectronDesk({
    serverUrl: floor.server.url,
    dataDir,
    signIn: floor.server.signIn,
  })
  await new Workstation(window).isReady()
  const rows = await desksRows(path.join(dataDir, 'electron'))
  await app.close()
  return rows
}

async function startFarline(executable: string, args: readonly string[], password: string): Promise<StartTimes> {
  const program = await startProgram(executable, args, projectRoot)
  return inTime(program, enterDesk(program, password))
}

async function enterDesk({ startedAt, upAt, devtools }: Program, password: string): Promise<StartTimes> {
  const door = await devtools.page(doorPage, [])
  const atDoor = await devtools.attach(door)
  const locked = await atDoor.run(paintedElement, 'input[name=password]')
  await atDoor.run(paintedFocus, 'input[name=password]')
  await atDoor.type(password[0] ?? '')
  const doorAt = await atDoor.run(paintedFocus, 'input[name=password]')
  // As a quick person types.
  for (const letter of password.slice(1)) {
    await setTimeout(80)
    await atDoor.type(letter)
  }

  const enteredAt = Date.now()
  // The page goes with the door: whether it still answers does not matter.
  void atDoor.press('Enter', 'Enter', '\r').catch(() => undefined)
  // The desk's window waits behind the door, unseen, and comes forward when the door closes.
  const main = await devtools.page(deskPage, [])
  const inside = await devtools.attach(main)
  const gone = devtools.gone(door).then(() => Date.now())
  const shown = await inside.run(paintedElement, '[role=listbox] [role=option]')
  const goneAt = await gone
  const keyAt = await moveSelection(inside)
  return {
    doorMs: doorAt - startedAt,
    openMs: keyAt - enteredAt,
    parts: rounded({
      up: upAt - startedAt,
      doorMade: door.madeAt - startedAt,
      doorBegun: locked.begunAt - startedAt,
      doorPaint: locked.firstPaintAt - startedAt,
      doorField: locked.at - startedAt,
      windowMade: main.madeAt - enteredAt,
      begun: shown.begunAt - enteredAt,
      paint: shown.firstPaintAt - enteredAt,
      doorGone: goneAt - enteredAt,
      rows: shown.at - enteredAt,
      key: keyAt - enteredAt,
    }),
  }
}

/** Twice: the first one puts the focus on the row where the cursor stands. */
async function moveSelection(page: PageSession): Promise<number> {
  await page.press('j', 'KeyJ')
  await page.run(paintedFocus, '[role=option]')
  await page.press('ArrowDown')
  return page.run(paintedFocus, '[role=option][aria-posinset="2"]')
}

async function startEmpty(executable: string, args: readonly string[]) {
  const program = await startProgram(executable, args, projectRoot)
  return inTime(program, openEmpty(program))
}

async function openEmpty({ startedAt, upAt, devtools }: Program) {
  const seen = await devtools.page('file:', [])
  const page = await devtools.attach(seen)
  const shown = await page.run(paintedElement, '[data-hears=keys] [role=option]')
  await page.press('ArrowDown')
  const keyAt = await page.run(paintedFocus, '#second')
  const parts = rounded({
    up: upAt - startedAt,
    windowMade: seen.madeAt - startedAt,
    begun: shown.begunAt - startedAt,
    paint: shown.firstPaintAt - startedAt,
    rows: shown.at - startedAt,
  })
  return { ms: keyAt - startedAt, parts }
}

/** Ends the program either way. One that has not started by then never will. */
async function inTime<Result>({ devtools, end }: Program, start: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = globalThis.setTimeout(() => reject(new Error('not started within a minute')), 60_000)
  try {
    return await Promise.race([start, late])
  } catch (failure) {
    throw new Error(`It showed, at last: ${(await devtools.looks()).join('; ')}`, { cause: failure })
  } finally {
    clearTimeout(timer)
    await end()
  }
}

function rounded(parts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).map(([name, ms]) => [name, Math.round(ms)]))
}
