import path from 'node:path'
import { runCommand } from '../process/run-command.ts'
import { projectRoot } from '../project-root.ts'
import type { CheckStep } from './check-steps.ts'

/** The slowest takes seconds; a test that never ends must not keep everybody waiting. */
const patienceMs = 240_000

export interface StepResult {
  step: CheckStep
  hasPassed: boolean
  durationMs: number
  output: string
}

/** Runs steps two at a time, for two cores, and says how each went as soon as it is known; the output of a good one stays quiet. */
export async function runSteps(steps: CheckStep[], say: (line: string) => void): Promise<StepResult[]> {
  const waiting = [...steps]
  const results: StepResult[] = []
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await runStep(step)
      results.push(result)
      say(`${result.hasPassed ? '✓' : '✗'} ${step.name.padEnd(16)} ${(result.durationMs / 1000).toFixed(1)} s`)
      if (!result.hasPassed) say(result.output.trimEnd())
    }
  }
  await Promise.all([lane(), lane()])
  return results
}

async function runStep(step: CheckStep): Promise<StepResult> {
  const startedAt = performance.now()
  const { code, output } = await runCommand(process.execPath, [path.join(projectRoot, step.script), ...step.args], {
    cwd: projectRoot,
    timeoutMs: patienceMs,
  })
  return { step, hasPassed: code === 0, durationMs: performance.now() - startedAt, output }
}
