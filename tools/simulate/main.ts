import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type SimulationReport, runSimulation } from './run-simulation.ts'
import { runInParts } from './run-in-parts.ts'

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    parts: { type: 'string', default: `${availableParallelism()}` },
  },
})
const numbers = { schedules: Number(values.schedules), seed: Number(values.seed), parts: Number(values.parts) }
if (!Object.values(numbers).every((value) => Number.isSafeInteger(value) && value >= 0)) {
  console.error('usage: npm run simulate -- --schedules N --seed S [--parts P] [--json]')
  process.exitCode = 2
} else {
  const report = await simulate()
  if (values.json) console.log(JSON.stringify(report))
  else console.table([report])
  process.exitCode = report.violations === 0 ? 0 : 1
}

async function simulate(): Promise<SimulationReport> {
  const { schedules, seed, parts } = numbers
  const say = (line: string) => console.error(line)
  // A few are played sooner than threads are started.
  return schedules < 50 || parts < 2
    ? runSimulation({ seed, schedules, say, keeps: true })
    : runInParts({ seed, schedules, parts, say })
}
