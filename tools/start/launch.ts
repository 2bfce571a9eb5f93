import type { DataDir } from './data-dir.ts'
import type { StartOptions } from './parse-options.ts'
import type { PartList } from './part-list.ts'
import type { Reporter } from './reporter.ts'

/** What every step of one start needs. */
export interface Launch {
  options: StartOptions
  data: DataDir
  parts: PartList
  reporter: Reporter
  stop: AbortSignal
}

/** The names of the workstations; each has its port, its data folder and its sign-in. */
export const people = ['agent', 'agent2', 'lead'] as const
export type Person = (typeof people)[number]
