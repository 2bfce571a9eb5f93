import { parentPort, workerData } from 'node:worker_threads'
import { plantedRooms } from '../planted/planted-targets.ts'
import { rooms } from '../targets.ts'
import { createPulse } from './pulse.ts'
import type { TargetReport } from './report.ts'
import { runTarget } from './run-target.ts'

export interface ThreadTask {
  readonly room: string
  readonly seed: number
  readonly counts: Readonly<Record<string, number>>
  readonly pulse: SharedArrayBuffer
  readonly keeps: boolean
}

export type FromThread = { readonly line: string } | { readonly report: TargetReport }

const { room, seed, counts, pulse, keeps } = workerData as ThreadTask
const post = (message: FromThread) => parentPort?.postMessage(message)
for (const target of { ...rooms, ...plantedRooms }[room] ?? []) {
  const count = counts[target.name]
  if (count === undefined) continue
  const say = (line: string) => post({ line })
  post({ report: await runTarget(target, { seed, count, pulse: createPulse(pulse), say, keeps }) })
}
// What a fuzzed part leaves open must not keep the run from ending.
process.exit(0)
