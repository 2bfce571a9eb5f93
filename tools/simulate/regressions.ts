import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Schedule } from './schedule/schedule.ts'

const folder = path.join(import.meta.dirname, 'regressions')

/** Schedules that once broke a law, shrunk. They are played again in every run. */
export async function readRegressions(): Promise<readonly { readonly name: string; readonly schedule: Schedule }[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const { schedule } = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as { schedule: Schedule }
      return { name, schedule }
    }),
  )
}

/** @returns its name */
export async function keepRegression(schedule: Schedule, violations: readonly string[]): Promise<string> {
  const name = `${schedule.seed}.json`
  const lines = schedule.events.map((event) => `      ${JSON.stringify(event)}`).join(',\n')
  await mkdir(folder, { recursive: true })
  await writeFile(
    path.join(folder, name),
    `{
  "broke": ${JSON.stringify(violations.slice(0, 3), null, 2).replaceAll('\n', '\n  ')},
  "schedule": {
    "seed": ${schedule.seed},
    "desks": ${schedule.desks},
    "events": [
${lines}
    ]
  }
}
`,
  )
  return name
}
