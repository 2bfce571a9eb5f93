import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Problem } from '../start/problem.ts'

export interface ShiftOptions {
  readonly help: boolean
  readonly json: boolean
  readonly customers: number
  readonly agents: number
  readonly minutes: number
  readonly faults: boolean
  /** Absolute path. */
  readonly corpus: string | undefined
  readonly seed: number
  readonly database: { readonly engine: 'pglite' | 'embedded' } | { readonly engine: 'given'; readonly url: string }
}

export const helpText = `Usage: npm run shift -- [options]

  --customers N         customers who write at the same time (default: 5)
  --agents M            agents, each with a workstation; the first one's window is a real Chromium (default: 2)
  --minutes T           how long they write, 0.1 and more (default: 1)
  --faults              cut, reset, hold up and delay the network, and kill processes meanwhile
  --corpus FILE         what they say: JSON lines, plain or gzip, {"id","turns":[["customer"|"agent",text],…]}
  --seed S              repeats who says what when, and which fault comes when (default: another one each time)
  --postgres            on a PostgreSQL that is started for it, instead of PGlite
  --database-url URL    on this PostgreSQL
  --json                the result as one line of JSON, last on standard output
  --help                this text
`

const config = {
  help: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  faults: { type: 'boolean', default: false },
  postgres: { type: 'boolean', default: false },
  customers: { type: 'string', default: '5' },
  agents: { type: 'string', default: '2' },
  minutes: { type: 'string', default: '1' },
  corpus: { type: 'string' },
  seed: { type: 'string' },
  'database-url': { type: 'string' },
} as const

/** @param from folder that `--corpus` is relative to @param newSeed for a run that names none */
export function parseOptions(args: readonly string[], from: string, newSeed: () => number): ShiftOptions | Problem {
  const values = parse(args)
  if (typeof values === 'string') return bad(values)
  const [customers, agents, minutes] = [Number(values.customers), Number(values.agents), Number(values.minutes)]
  if (!isWhole(customers, 1, 500)) return bad('--customers takes a number from 1 to 500')
  if (!isWhole(agents, 1, 24)) return bad('--agents takes a number from 1 to 24')
  if (!(minutes >= 0.1 && minutes <= 600)) return bad('--minutes takes a number from 0.1 to 600')
  const seed = values.seed === undefined ? newSeed() : Number(values.seed)
  if (values.seed === '' || !isWhole(seed, 0, Number.MAX_SAFE_INTEGER)) return bad('--seed takes a whole number')
  const url = values['database-url']
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url))
    return bad('--database-url takes an address like postgres://user:password@host/database')
  if (url !== undefined && values.postgres) return bad('--postgres and --database-url: give one of the two')
  return {
    help: values.help,
    json: values.json,
    customers,
    agents,
    minutes,
    faults: values.faults,
    corpus: values.corpus === undefined ? undefined : path.resolve(from, values.corpus),
    seed,
    database: url === undefined ? { engine: values.postgres ? 'embedded' : 'pglite' } : { engine: 'given', url },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: config }).values
  } catch (error) {
    if (error instanceof TypeError) return error.message
    throw error
  }
}

const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most

function bad(what: string): Problem {
  return { problem: 'shift/bad-option', message: `${what}. "npm run shift -- --help" lists the options.` }
}
