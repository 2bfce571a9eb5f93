import { Worker } from 'node:worker_threads'
import type { Json } from '#shared/kit/json.ts'
import { plantedRooms } from '../planted/planted-targets.ts'
import type { Target } from '../target.ts'
import { rooms as realRooms } from '../targets.ts'
import type { FromThread, ThreadTask } from './fuzz-thread.ts'
import { createPulse } from './pulse.ts'
import { keepRegression } from './regressions.ts'
import { type FuzzReport, type TargetReport, joined } from './report.ts'

export interface FuzzOptions {
  readonly seed: number
  readonly count: number
  /** Only the target of this name. */
  readonly only?: string
  readonly keeps: boolean
  /** Whether the targets are those with a fault planted in each, to see that it is noticed. */
  readonly isPlanted?: boolean
  /** A thread that has been at one input for so long will not come back. */
  readonly lostAfterMs?: number
  say(line: string): void
}

/** All targets, a thread for each room. A thread that dies or hangs has failed, and its last input is kept. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { seed, count, only, keeps, isPlanted = false, lostAfterMs = 30_000, say } = options
  const rooms = isPlanted ? plantedRooms : realRooms
  const counts = sharedOut(rooms, count, only)
  const reports = await Promise.all(
    Object.keys(rooms)
      .filter((room) => rooms[room]?.some(({ name }) => name in counts))
      .map((room) => runRoom({ room, seed, counts, keeps, say, lostAfterMs, targets: rooms[room] ?? [] })),
  )
  return joined(seed, reports.flat())
}

/** Whole numbers in the proportion of the shares, none of them 0, which add up to the count. */
function sharedOut(rooms: typeof realRooms, count: number, only: string | undefined): Record<string, number> {
  const chosen = Object.values(rooms)
    .flat()
    .filter(({ name }) => only === undefined || name === only)
  const all = chosen.reduce((sum, { share }) => sum + share, 0)
  const counts = Object.fromEntries(
    chosen.map(({ name, share }) => [name, Math.max(1, Math.floor((count * share) / all))]),
  )
  const [first] = chosen.toSorted((one, other) => other.share - one.share)
  const given = Object.values(counts).reduce((sum, each) => sum + each, 0)
  if (first) counts[first.name] = (counts[first.name] ?? 0) + Math.max(0, count - given)
  return counts
}

interface RoomTask extends Omit<ThreadTask, 'pulse'> {
  readonly lostAfterMs: number
  readonly targets: readonly Target[]
  say(line: string): void
}

async function runRoom(task: RoomTask): Promise<TargetReport[]> {
  const { say, lostAfterMs, targets, ...data } = task
  const pulse = createPulse()
  const reports: TargetReport[] = []
  const worker = new Worker(new URL('./fuzz-thread.ts', import.meta.url), {
    workerData: { ...data, pulse: pulse.buffer } satisfies ThreadTask,
  })
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let died: string | undefined
  worker.on('error', (error: Error) => void (died = `[no-crash] the thread ended: ${error.message.slice(0, 300)}`))
  worker.on('message', (message: FromThread) => {
    if ('line' in message) say(message.line)
    else reports.push(message.report)
  })
  let last = -1
  let since = performance.now()
  const watching = setInterval(
    () => {
      const { beats, isBusy } = pulse.read()
      if (beats !== last || !isBusy) {
        last = beats
        since = performance.now()
      } else if (performance.now() - since > lostAfterMs) {
        died = '[in-time] an input was never done with'
        void worker.terminate()
      }
    },
    Math.min(1_000, lostAfterMs / 4),
  )
  await exited
  clearInterval(watching)
  const missing = targets
    .map(({ name }) => name)
    .filter((name) => name in task.counts && !reports.some(({ target }) => target === name))
  if (missing.length > 0) died ??= `[no-crash] the thread ended before ${missing.join(', ')} was done`
  if (died === undefined) return reports
  return [...reports, await lost(pulse.read().doing, died, task)]
}

async function lost(
  doing: string,
  broke: string,
  { keeps, say }: Pick<FuzzOptions, 'keeps' | 'say'>,
): Promise<TargetReport> {
  const [head = '{}', text = 'null'] = doing.split('\n', 2)
  const { target = 'unknown', seed = 0 } = JSON.parse(head === '' ? '{}' : head) as { target?: string; seed?: number }
  say(`${target}: ${broke}\n  npm run fuzz -- --target ${target} --seed ${seed} --count 1\n  ${text.slice(0, 600)}`)
  if (keeps && target !== 'unknown') await keepRegression({ target, broke, seed, input: parsed(text) })
  return { target, inputs: 1, failures: 1, outcomes: { lost: 1 }, tookMs: 0 }
}

/** A huge one was cut off. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
