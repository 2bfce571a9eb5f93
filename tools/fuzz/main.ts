import { parseArgs } from 'node:util'
import { table } from './run/report.ts'
import { runFuzz } from './run/run-fuzz.ts'
import { rooms } from './targets.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const numbers = { count: Number(values.count), seed: Number(values.seed) }
const names = Object.values(rooms).flatMap((targets) => targets.map(({ name }) => name))
const areNumbers = Object.values(numbers).every((value) => Number.isSafeInteger(value) && value >= 0)
if (!areNumbers || (values.target !== undefined && !names.includes(values.target))) {
  console.error(`usage: npm run fuzz -- [--count N] [--seed S] [--target NAME] [--json]\ntargets: ${names.join(', ')}`)
  process.exitCode = 2
} else {
  const report = await runFuzz({
    ...numbers,
    ...(values.target === undefined ? {} : { only: values.target }),
    keeps: true,
    say: (line) => console.error(line),
  })
  console.log(table(report))
  console.log(
    values.json ? JSON.stringify(report) : `${report.inputs} inputs, ${report.failures} failures, seed ${report.seed}`,
  )
  process.exitCode = report.failures === 0 ? 0 : 1
}
