import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../process/run-command.ts'
import { plantedBugs } from './bugs/planted-bugs.ts'
import { runSchedule } from './run-schedule.ts'
import { planSchedule } from './schedule/plan-schedule.ts'
import { scheduleSeed } from './schedule/random.ts'

const main = path.join(import.meta.dirname, 'main.ts')

async function simulate(...args: readonly string[]) {
  const { code, output } = await runCommand(process.execPath, [main, ...args, '--json'])
  return { code, output, report: JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as Record<string, number> }
}

describe('the simulation', () => {
  it('breaks no law in 2,000 schedules', async () => {
    const { code, output, report } = await simulate('--schedules', '2000', '--seed', '20260')
    expect(report, output).toMatchObject({ seed: 20_260, schedules: 2_000, violations: 0 })
    expect(code).toBe(0)
    expect(report['events']).toBeGreaterThanOrEqual(200 * 2_000)
    expect(report['faults']).toBeGreaterThanOrEqual(5 * 2_000)
  })

  it.each(Object.entries(plantedBugs))(
    'notices within 1,000 schedules that somebody would %s',
    async (_name, plant) => {
      for (let index = 0; index < 1_000; index++) {
        const { violations } = await runSchedule(planSchedule(scheduleSeed(5, index)), plant())
        if (violations.length > 0) return
      }
      expect.fail('no law was broken')
    },
  )
})
