import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SimulationReport } from './run-simulation.ts'

interface Options {
  readonly seed: number
  readonly schedules: number
  readonly parts: number
  say(line: string): void
}

export type FromPart = { readonly line: string } | { readonly report: SimulationReport }

/** The same schedules as in one process, a share of them on each core. */
export async function runInParts({ seed, schedules, parts, say }: Options): Promise<SimulationReport> {
  const reports = await Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const worker = new Worker(new URL('./simulation-part.ts', import.meta.url), {
        workerData: { seed, schedules, part, of: parts },
        // Worlds are thrown away young and whole.
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      })
      let report: SimulationReport | undefined
      worker.on('message', (message: FromPart) => {
        if ('line' in message) say(message.line)
        else report = message.report
      })
      await once(worker, 'exit')
      if (!report) throw new Error(`part ${part} ended without a report`)
      return report
    }),
  )
  const sum = (field: 'schedules' | 'events' | 'faults' | 'violations' | 'regressions') =>
    reports.reduce((total, report) => total + report[field], 0)
  return {
    seed,
    schedules: sum('schedules'),
    events: sum('events'),
    faults: sum('faults'),
    violations: sum('violations'),
    regressions: sum('regressions'),
  }
}
