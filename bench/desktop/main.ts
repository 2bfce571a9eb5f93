import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { buildProject } from '../../tools/build/build-project.ts'
import { isBuilt } from '../../tools/build/build-stamp.ts'
import { type Floor, openFloor } from './floor/open-floor.ts'
import { measureLoop } from './loop/measure-loop.ts'
import { measureMemory } from './memory/measure-memory.ts'
import { type Part, reportLoop, reportMemory, reportStarts } from './report.ts'
import { measureStarts } from './start/measure-start.ts'

/** Of the desk that starts and of the one whose memory is watched. */
const conversations = 10_000
/** About ten thousand rows, for the snapshot that main hands through. */
const conversationsOfLoop = 1_100
const starts = 7
const actions = 2_000
const warmUp = 400
const actionsOfLoop = 300

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Only this one: start, memory, loop. */
    part: { type: 'string' },
    /** A tenth of everything, to try something out. */
    short: { type: 'boolean', default: false },
  },
})
const say = (line: string) => console.error(line)
const scale = values.short ? 10 : 1

if (process.env['DISPLAY'] === undefined) process.exit(await onVirtualDisplay())

const kinds: Record<string, () => Promise<Part>> = {
  start: () =>
    onFloor(conversations / scale, async (floor) =>
      reportStarts(await measureStarts(floor, values.short ? 3 : starts, say)),
    ),
  memory: () =>
    onFloor(conversations / scale, async (floor) =>
      reportMemory(await measureMemory(floor, actions / scale, warmUp / scale, say)),
    ),
  loop: () =>
    onFloor(conversationsOfLoop, async (floor) => reportLoop(await measureLoop(floor, actionsOfLoop / scale, say))),
}
const wanted = values.part === undefined ? Object.keys(kinds) : [values.part]
if (wanted.some((name) => !Object.hasOwn(kinds, name))) {
  say(`--part is one of ${Object.keys(kinds).join(', ')}.`)
  process.exit(2)
}
if (!(await isBuilt())) {
  say('Building …')
  const failures = await buildProject()
  if (failures.length > 0) throw new Error(failures.map(({ output }) => output).join('\n'))
}
const parts: Part[] = []
for (const name of wanted) {
  say(`${name} …`)
  const part = await kinds[name]?.()
  if (part) parts.push(part)
}
const targets = parts.flatMap((part) => part.targets)
if (!values.json) {
  const verdicts = targets.map(({ name, target, actual, met }) => `  ${met ? '✓' : '✗'} ${name}: ${actual} (${target})`)
  console.log(['', ...parts.flatMap(({ lines }) => [...lines, '']), ...verdicts, ''].join('\n'))
}
console.log(JSON.stringify({ targets }))

async function onFloor(count: number, measure: (floor: Floor) => Promise<Part>): Promise<Part> {
  say(`A server with ${count} conversations …`)
  const floor = await openFloor(count)
  try {
    return await measure(floor)
  } finally {
    await floor.close()
  }
}

/** Windows need a display; where there is none, one that shows nobody anything. */
async function onVirtualDisplay(): Promise<number> {
  const again = ['-a', '-s', '-screen 0 1600x1000x24', process.execPath, ...process.argv.slice(1)]
  const child = spawn('xvfb-run', again, { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
