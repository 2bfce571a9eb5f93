import { describe, expect, it } from 'vitest'
import { plantedBugs } from './bugs/planted-bugs.ts'
import { runSchedule } from './run-schedule.ts'
import { planSchedule } from './schedule/plan-schedule.ts'
import { isFault } from './schedule/schedule.ts'
import { shrink } from './schedule/shrink.ts'

const seeds = Array.from({ length: 200 }, (_, index) => index * 7_919)

describe('a schedule', () => {
  it('has at least 200 events, three desks and five faults', () => {
    for (const seed of seeds) {
      const { desks, events } = planSchedule(seed)
      expect(desks).toBeGreaterThanOrEqual(3)
      expect(events.length).toBeGreaterThanOrEqual(200)
      expect(events.filter(isFault).length).toBeGreaterThanOrEqual(5)
    }
  })

  it('is played the same way every time', async () => {
    const [first, second] = [await runSchedule(planSchedule(3)), await runSchedule(planSchedule(3))]
    expect(first).toEqual(second)
    expect(first.digest).not.toBe((await runSchedule(planSchedule(4))).digest)
  })

  it('that breaks a law is shrunk to the events that matter', async () => {
    const fails = async (schedule: ReturnType<typeof planSchedule>) =>
      (await runSchedule(schedule, plantedBugs['run out of order']())).violations.length > 0
    let whole = planSchedule(1)
    for (let seed = 2; !(await fails(whole)); seed++) whole = planSchedule(seed)
    const small = await shrink(whole, fails, 60)
    expect(small.events.length).toBeLessThan(whole.events.length / 4)
    expect(await fails(small)).toBe(true)
  })
})
