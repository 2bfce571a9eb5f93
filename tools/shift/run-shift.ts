import { randomBytes } from 'node:crypto'
import { buildProject } from '../build/build-project.ts'
import { isBuilt } from '../build/build-stamp.ts'
import type { Dialogue } from './corpus/dialogue.ts'
import type { Customer } from './customer/customer.ts'
import { type Desk, createDesk } from './desk/desk.ts'
import type { Floor } from './faults/floor.ts'
import { injectFault } from './faults/inject-fault.ts'
import type { ShiftOptions } from './parse-options.ts'
import { openFloor, removeFolder } from './parts/open-floor.ts'
import { planFaults } from './plan/plan-faults.ts'
import { planShift } from './plan/plan-shift.ts'
import { playShift, until } from './play-shift.ts'
import { ShiftStopped } from './shift-stopped.ts'
import { judge } from './verdict/judge.ts'
import { type Ledger, createLedger } from './verdict/ledger.ts'
import type { ShiftResult } from './verdict/report.ts'

export interface ShiftOutcome extends ShiftResult {
  /** What else a person should know: processes that ended by themselves, customers who still wait for a receipt. */
  readonly troubles: readonly string[]
  /** Everything that was said came out, or its sender knows that it did not, before patience ran out. */
  readonly isDrained: boolean
  /** Data and logs, kept where something went wrong. */
  readonly folder: string
}

/** From the end of the faults on. Longer than every back-off of the product, twice. */
const drainMs = 150_000
const lastReadMs = 60_000

/** Runs one shift and judges it; whatever happens, nothing of it runs on. */
export async function runShift(
  options: ShiftOptions,
  dialogues: readonly Dialogue[],
  say: (line: string) => void,
  stop: AbortSignal,
): Promise<ShiftOutcome> {
  await build(say, stop)
  const closers: (() => Promise<unknown>)[] = []
  const over = new AbortController()
  const signal = AbortSignal.any([stop, over.signal])
  const troubles: string[] = []
  const onTrouble = (what: string) => void (troubles.includes(what) || troubles.push(what))
  let folder: string | undefined
  let outcome: ShiftOutcome | undefined
  try {
    const floor = await openFloor({ options, signal, say, onTrouble, onClose: (close) => closers.push(close) })
    folder = floor.folder
    outcome = await work({ options, dialogues, say, signal, troubles, onTrouble }, floor)
    return outcome
  } finally {
    over.abort()
    say('Stopping …')
    for (const close of closers.toReversed())
      await close().catch((error: unknown) => say(`${(error as Error).message}`))
    const isClean = outcome?.isDrained === true && outcome.findings.length === 0
    if (folder !== undefined && (isClean || stop.aborted)) await removeFolder(folder)
  }
}

interface Work {
  readonly options: ShiftOptions
  readonly dialogues: readonly Dialogue[]
  say(line: string): void
  readonly signal: AbortSignal
  readonly troubles: string[]
  onTrouble(what: string): void
}

async function work(
  { options, dialogues, say, signal, troubles, onTrouble }: Work,
  floor: Awaited<ReturnType<typeof openFloor>>,
): Promise<ShiftOutcome> {
  const { customers, agents, seed } = options
  const durationMs = options.minutes * 60_000
  const run = randomBytes(2).toString('hex')
  const wish = { seed: `${seed}`, customers, agents, durationMs }
  const conversations = planShift({ ...wish, run, dialogues })
  const startedAt = performance.now()
  const now = () => performance.now() - startedAt
  const ledger = createLedger(
    floor.desks.map(({ name }) => name),
    now,
  )
  let recoveries = 0
  const onRecovered = () => void recoveries++
  const following = new AbortController()
  const desks = floor.desks.map(({ name, line, replica }) =>
    createDesk({
      ...{ name, line, replica, ledger, run, signal, onRecovered },
      following: AbortSignal.any([signal, following.signal]),
      // All of them: whoever was away for a while finds at the top of the list what others are at.
      listed: Math.min(500, 30 + conversations.length),
      onRefused: (kind) => onTrouble(`${name}: a reply was not saved at once (${kind})`),
    }),
  )
  const seats = floor.seats.map(({ proxy }) => ({ proxy, customers: [] as Customer[] }))
  const watched = Promise.all(desks.map((desk) => Promise.all([desk.follow(), desk.watchSync()])))
  watched.catch(() => undefined)

  say(`The shift begins: ${conversations.length} conversations in ${options.minutes} minutes, seed ${seed}.`)
  const played = playShift({ conversations, desks, seats, ledger, run, now, signal, onRecovered })
  played.catch(() => undefined)
  const faults = options.faults ? planFaults({ ...wish, hasPostgres: floor.postgres !== undefined }) : []
  const counts = await breakThings({ faults, floor: { ...floor, seats }, now, signal, say, onRecovered, onTrouble })
  await until({ now, signal }, durationMs)

  say('Waiting until everything has come out …')
  const everybody = () => seats.flatMap((seat) => seat.customers)
  const isDrained = await drain({ played, ledger, everybody, signal })
  following.abort()
  await readAll(desks, signal, onTrouble)
  for (const customer of everybody()) {
    const left = customer.unconfirmed()
    if (left.length > 0)
      onTrouble(`a customer has ${left.length} messages without a receipt (${left[0]?.refusal ?? 'none came'})`)
    customer.leave()
  }
  return {
    ...{ seed, conversations: conversations.length, messages: [...ledger.messages.values()], findings: judge(ledger) },
    ...{ faults: counts, recoveries, troubles, isDrained, folder: floor.folder },
  }
}

async function build(say: (line: string) => void, stop: AbortSignal): Promise<void> {
  if (await isBuilt()) return
  say('Building …')
  const [failure] = await buildProject(stop)
  if (!failure) return
  throw new ShiftStopped({
    problem: 'shift/build-failed',
    message: `The ${failure.name} could not be built; "npm run build" says why.`,
  })
}

interface Breaking {
  readonly faults: ReturnType<typeof planFaults>
  readonly floor: Floor
  now(): number
  readonly signal: AbortSignal
  say(line: string): void
  onRecovered(): void
  onTrouble(what: string): void
}

/** Resolves when the last fault is over and every process is up again. @returns how often each kind came */
async function breakThings({ faults, floor, now, signal, say, onRecovered, onTrouble }: Breaking) {
  const counts = new Map<string, number>()
  const mending: Promise<void>[] = []
  for (const fault of faults) {
    await until({ now, signal }, fault.atMs)
    say(`  ${(now() / 1000).toFixed(1).padStart(6)} s  ${fault.kind}`)
    counts.set(fault.kind, (counts.get(fault.kind) ?? 0) + 1)
    const isProcess = fault.kind.endsWith('-killed') || fault.kind === 'postgres-restarted'
    mending.push(
      injectFault(fault, floor).then(
        () => void (isProcess && onRecovered()),
        (error: unknown) => onTrouble(`${fault.kind}: ${(error as Error).message}`),
      ),
    )
  }
  await Promise.all(mending)
  return counts
}

interface Draining {
  readonly played: Promise<void>
  readonly ledger: Ledger
  everybody(): readonly Customer[]
  readonly signal: AbortSignal
}

/** @returns whether everything came out in time */
async function drain({ played, ledger, everybody, signal }: Draining): Promise<boolean> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(drainMs)])
  patience.addEventListener('abort', ledger.wake)
  let isPlayed = false
  const onPlayed = () => {
    isPlayed = true
    ledger.wake()
  }
  // One that fails is not played to its end, which whoever waits hears.
  played.then(onPlayed, () => undefined)
  const isDone = () => isPlayed && ledger.missing().length === 0 && everybody().every(isConfirmed)
  while (!isDone()) {
    signal.throwIfAborted()
    if (patience.aborted) return false
    await ledger.changed()
  }
  return true
}

const isConfirmed = (customer: Customer) => customer.unconfirmed().every(({ refusal }) => refusal !== null)

/** What desks show in the end is read anew: what was seen on the way proves nothing. */
async function readAll(desks: readonly Desk[], signal: AbortSignal, onTrouble: (what: string) => void): Promise<void> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(lastReadMs)])
  const tooLate = new Promise<'too late'>((resolve) =>
    patience.addEventListener('abort', () => resolve('too late'), { once: true }),
  )
  await Promise.all(
    desks.map(async (desk) => {
      const answer = await Promise.race([desk.readAll(), tooLate])
      if (answer === 'too late') onTrouble(`${desk.name} could not be read in the end`)
    }),
  )
  signal.throwIfAborted()
}
