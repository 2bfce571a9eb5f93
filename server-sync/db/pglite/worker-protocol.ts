import type { SqlValue } from '../database.ts'

/** Main thread → PGlite's thread. One request at a time; answers carry its number. */
export type WorkerRequest = { readonly n: number } & (
  | { readonly op: 'run'; readonly sql: string; readonly values: readonly SqlValue[] }
  | { readonly op: 'script'; readonly sql: string }
  /** COMMIT, and the log on disk before the answer. */
  | { readonly op: 'commit' }
  | { readonly op: 'close' }
)

export type WorkerReply =
  | { readonly n: number; readonly rows: readonly object[]; readonly affected: number }
  | { readonly n: number; readonly failure: { readonly code: string; readonly about: string } }

/** The thread's first word. */
export type WorkerStarted = { readonly started: true } | { readonly started: false; readonly problem: string }

export interface WorkerData {
  readonly directory: string
}
