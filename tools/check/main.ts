import { checkSteps } from './check-steps.ts'
import { runSteps } from './run-steps.ts'

const startedAt = performance.now()
const results = await runSteps(checkSteps, console.log)
const failed = results.filter(({ hasPassed }) => !hasPassed).map(({ step }) => step.name)
const time = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
console.log(failed.length === 0 ? `All checks passed in ${time}` : `Failed: ${failed.join(', ')} (${time})`)
process.exitCode = failed.length === 0 ? 0 : 1
