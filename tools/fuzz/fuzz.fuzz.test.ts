import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../process/run-command.ts'
import { plantedLaws } from './planted/planted-targets.ts'
import { runFuzz } from './run/run-fuzz.ts'
import type { FuzzReport } from './run/report.ts'
import { rooms } from './targets.ts'

const main = path.join(import.meta.dirname, 'main.ts')

describe('hostile input', () => {
  it('breaks no law in 200,000 inputs, and every target gets some', async () => {
    const { code, output } = await runCommand(process.execPath, [
      main,
      '--count',
      '200000',
      '--seed',
      '20261',
      '--json',
    ])
    const report = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as FuzzReport
    expect(report.failures, output).toBe(0)
    expect(report.inputs).toBeGreaterThanOrEqual(200_000)
    const names = Object.values(rooms).flatMap((targets) => targets.map(({ name }) => name))
    expect(Object.keys(report.byTarget).toSorted()).toEqual(names.toSorted())
    for (const { inputs } of Object.values(report.byTarget)) expect(inputs).toBeGreaterThan(0)
    expect(code).toBe(0)
  })

  it('that finds a planted fault is red, and says which law was broken and how to see it again', async () => {
    const said: string[] = []
    const report = await runFuzz({
      seed: 3,
      count: 30_000,
      keeps: false,
      isPlanted: true,
      lostAfterMs: 12_000,
      say: (line) => said.push(line),
    })
    const lines = said.join('\n')
    for (const [name, law] of Object.entries(plantedLaws)) {
      expect(report.byTarget[name]?.failures, name).toBeGreaterThan(0)
      expect(lines).toContain(`${name}: [${law}]`)
    }
    expect(lines).toContain('endless: [in-time] an input was never done with')
    expect(lines).toContain('a desk that may do too much: [foreign-untouched]')
    expect(lines).toContain('a desk that may do too much: [own-rows-only]')
    expect(lines).toMatch(/npm run fuzz -- --target throws --seed \d+ --count 1/)
  })
})
