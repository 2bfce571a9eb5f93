import { type Bugs, noBugs } from './bugs/bugs.ts'
import { keepRegression, readRegressions } from './regressions.ts'
import { runSchedule } from './run-schedule.ts'
import { planSchedule } from './schedule/plan-schedule.ts'
import { scheduleSeed } from './schedule/random.ts'
import type { Schedule } from './schedule/schedule.ts'
import { shrink } from './schedule/shrink.ts'

export interface SimulationReport {
  readonly seed: number
  readonly schedules: number
  readonly events: number
  readonly faults: number
  /** Schedules in which a law was broken. */
  readonly violations: number
  /** Kept schedules that were replayed before. */
  readonly regressions: number
}

interface Options {
  readonly seed: number
  readonly schedules: number
  /** Which part of the schedules this process plays: every `of`th, from `part` on. */
  readonly part?: number
  readonly of?: number
  readonly bugs?: () => Bugs
  say(line: string): void
  /** Whether a schedule that fails is shrunk and kept. */
  readonly keeps: boolean
}

/** Shrinking further than this takes longer than reading what is left. */
const shrinkTries = 400

export async function runSimulation(options: Options): Promise<SimulationReport> {
  const { seed, schedules, say, part = 0, of = 1, bugs = () => noBugs } = options
  const kept = part === 0 ? await readRegressions() : []
  let [events, faults, violations, played] = [0, 0, 0, 0]
  for (const { name, schedule } of kept) {
    const result = await runSchedule(schedule, bugs())
    if (result.violations.length === 0) continue
    violations += 1
    say(`regression ${name}:\n${indented(result.violations)}`)
  }
  for (let index = part; index < schedules; index += of) {
    const schedule = planSchedule(scheduleSeed(seed, index))
    const result = await runSchedule(schedule, bugs())
    played += 1
    events += result.events
    faults += result.faults
    if (result.violations.length === 0) continue
    violations += 1
    say(
      `seed ${schedule.seed} (npm run simulate -- --seed ${schedule.seed} --schedules 1):\n${indented(result.violations)}`,
    )
    if (options.keeps) say(`  kept as ${await shrinkAndKeep(schedule, result.violations, bugs)}`)
  }
  return { seed, schedules: played, events, faults, violations, regressions: kept.length }
}

/** What is left has to break the same law: another, smaller failure would hide this one. */
async function shrinkAndKeep(schedule: Schedule, violations: readonly string[], bugs: () => Bugs): Promise<string> {
  const law = lawOf(violations)
  const fails = async (candidate: Schedule) => lawOf((await runSchedule(candidate, bugs())).violations) === law
  const small = await shrink(schedule, fails, shrinkTries)
  return keepRegression(small, (await runSchedule(small, bugs())).violations)
}

const lawOf = (violations: readonly string[]) => /\[\w+\]/.exec(violations[0] ?? '')?.[0] ?? violations[0]?.slice(0, 20)

const indented = (lines: readonly string[]) =>
  lines
    .slice(0, 10)
    .map((line) => `  ${line}`)
    .join('\n')
