import { expect, it } from 'vitest'
import { networkFaults, planFaults, processFaults } from './plan-faults.ts'

const wish = { seed: '7', customers: 20, agents: 3, durationMs: 120_000, hasPostgres: true }

it('plans at least twenty faults in two minutes, every kind among them, in their order', () => {
  const faults = planFaults(wish)
  expect(faults.length).toBeGreaterThanOrEqual(20)
  const kinds = new Set(faults.map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual([...networkFaults, ...processFaults, 'postgres-restarted'].toSorted())
  const times = faults.map(({ atMs }) => atMs)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(times.at(-1)).toBeLessThan(120_000)
})

it('uses every kind in a short shift too, and never restarts a PostgreSQL that is not there', () => {
  const kinds = planFaults({ ...wish, durationMs: 18_000, hasPostgres: false }).map(({ kind }) => kind)
  expect(new Set(kinds)).toEqual(new Set([...networkFaults, ...processFaults]))
})

it('plans the same faults for the same seed, on somebody in particular', () => {
  expect(planFaults(wish)).toEqual(planFaults(wish))
  expect(planFaults({ ...wish, seed: '8' })).not.toEqual(planFaults(wish))
  for (const { desks, seats } of planFaults(wish)) expect([desks.length, seats.length]).not.toContain(0)
  const killed = planFaults(wish).filter(({ kind }) => kind === 'workstation-killed' || kind === 'worker-killed')
  for (const { desks } of killed) expect(desks).toHaveLength(1)
})
