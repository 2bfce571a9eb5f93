import { pathToFileURL } from 'node:url'
import type { Json } from '#shared/kit/json.ts'
import { projectRoot } from '../../project-root.ts'
import { createRandom, scheduleSeed } from '../../simulate/schedule/random.ts'
import { shrink } from '../input/shrink.ts'
import { judge, patienceMs } from '../oracle/judge.ts'
import { secrets } from '../oracle/secrets.ts'
import type { OpenTarget, Seen, Target } from '../target.ts'
import { watchMemory } from './memory.ts'
import type { Pulse } from './pulse.ts'
import { keepRegression, readRegressions } from './regressions.ts'
import type { TargetReport } from './report.ts'

interface Options {
  readonly seed: number
  readonly count: number
  readonly pulse: Pulse
  say(line: string): void
  /** Whether an input that fails is made smaller and kept. */
  readonly keeps: boolean
}

const batchSize = 1_000
const shrinkTries = 150
/** The same law broken again says nothing new; every further one costs the time of making it smaller. */
const keptMax = 8
/** Who does not answer this often is given up: waiting for all the others would take hours. */
const lateMax = 5

/** Gives a target `count` inputs, after those that broke it once, and judges what it answers. */
export async function runTarget(target: Target, { seed, count, pulse, say, keeps }: Options): Promise<TargetReport> {
  const startedAt = performance.now()
  const outcomes: Record<string, number> = {}
  const known = new Set<string>()
  let failures = 0
  let inputs = 0
  let rejected: string | undefined
  const onRejection = (error: unknown) => void (rejected = `[no-rejection] nobody caught ${nameOf(error)}`)
  process.on('unhandledRejection', onRejection)
  process.on('uncaughtException', onRejection)
  const open = await target
    .open()
    .catch((error: unknown) => fail(`[no-crash] it could not be opened: ${nameOf(error)}`))
  if (!open) return report()
  const memory = watchMemory()
  try {
    for (const { name, input, seed: madeFrom } of await readRegressions(target.name)) {
      const law = await attempt(open, input, madeFrom)
      if (law) fail(`regression ${name}: ${law}`)
    }
    for (let index = 0; index < count && (outcomes['late'] ?? 0) < lateMax; ) {
      for (const end = Math.min(count, index + batchSize); index < end && (outcomes['late'] ?? 0) < lateMax; index++)
        await one(open, scheduleSeed(seed, index))
      pulse.rest()
      for (const violation of (await open.settle?.()) ?? []) fail(violation)
      const grown = memory.settled()
      if (grown) fail(grown)
    }
  } finally {
    pulse.rest()
    if (!(await isClosed(open))) fail('[in-time] it did not close: something of the inputs is left in it')
    process.off('unhandledRejection', onRejection)
    process.off('uncaughtException', onRejection)
  }
  return report()

  function report(): TargetReport {
    return { target: target.name, inputs, failures, outcomes, tookMs: performance.now() - startedAt }
  }

  async function one(open: OpenTarget, inputSeed: number): Promise<void> {
    const input = open.make(createRandom(inputSeed))
    inputs += 1
    const law = await attempt(open, input, inputSeed)
    if (!law) return
    failures += 1
    const name = lawOf(law)
    if (known.has(name) || known.size >= keptMax) return
    known.add(name)
    say(`${target.name}: ${law}\n  npm run fuzz -- --target ${target.name} --seed ${inputSeed} --count 1`)
    if (keeps) await keep(open, input, inputSeed, name)
  }

  async function keep(open: OpenTarget, input: Json, inputSeed: number, name: string): Promise<void> {
    const fails = async (candidate: Json) => lawOf((await attempt(open, candidate, inputSeed)) ?? '') === name
    const small = await shrink(input, fails, shrinkTries)
    const broke = (await attempt(open, small, inputSeed)) ?? `${name} (not when it was tried again)`
    say(
      `  ${JSON.stringify(small).slice(0, 600)}\n  kept as ${await keepRegression({ target: target.name, broke, seed: inputSeed, input: small })}`,
    )
  }

  async function attempt(open: OpenTarget, input: Json, inputSeed: number): Promise<string | undefined> {
    pulse.beat(target.name, inputSeed, JSON.stringify(input))
    const begun = performance.now()
    rejected = undefined
    const seen = await inTime(open, input)
    const law = judge(seen, performance.now() - begun, secrets) ?? rejected
    outcomes[seen.outcome] = (outcomes[seen.outcome] ?? 0) + 1
    return law
  }

  function fail(violation: string): undefined {
    failures += 1
    say(`${target.name}: ${violation}`)
    return undefined
  }
}

/** Whatever happens inside becomes something to be judged. */
async function inTime(open: OpenTarget, input: Json): Promise<Seen> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Seen>((resolve) => {
    timer = setTimeout(
      () => resolve({ outcome: 'late', answers: [], broken: `[in-time] no answer within ${patienceMs} ms` }),
      patienceMs,
    )
  })
  try {
    return await Promise.race([open.run(input), late])
  } catch (error) {
    return { outcome: 'threw', answers: [], broken: `[no-crash] it threw ${nameOf(error)}` }
  } finally {
    clearTimeout(timer)
  }
}

const closedWithinMs = 15_000

async function isClosed(open: OpenTarget): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), closedWithinMs)))
  const isDone = await Promise.race([open.close().then(() => true), late])
  clearTimeout(timer)
  return isDone
}

/** What is kept says nothing of where it was found. */
const root = `${pathToFileURL(projectRoot).href}/`

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const at = (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line) && !line.includes('node:'))
  return `${error.name}: ${error.message.slice(0, 200)} ${at?.trim() ?? ''}`.replaceAll(root, '')
}

const lawOf = (violation: string) => /^\[[\w-]+\]/.exec(violation)?.[0] ?? violation
