import type { SqlValue } from '../database.ts'

/** What PGlite's thread is asked. */
export type WorkerQuestion =
  /** With `begin`, in a transaction of its own that begins with that. */
  | { readonly op: 'run'; readonly sql: string; readonly values: readonly SqlValue[]; readonly begin?: string }
  | { readonly op: 'script'; readonly sql: string }
  /**
   * A query of one text column in a transaction of its own; the answer carries each row as a line. COPY would be faster, but
   * PGlite copies to files only, which no role but a superuser may.
   */
  | { readonly op: 'lines'; readonly sql: string; readonly begin: string }
  /** A COPY to /dev/blob; the answer carries its bytes. */
  | { readonly op: 'copy'; readonly sql: string }
  /** A COPY from /dev/blob of these bytes. */
  | { readonly op: 'load'; readonly sql: string; readonly bytes: ArrayBuffer }
  /** COMMIT, which is on disk before the answer. */
  | { readonly op: 'commit' }
  | { readonly op: 'close' }

/** Main thread → PGlite's thread. One request at a time; answers carry its number. */
export type WorkerRequest = { readonly n: number } & WorkerQuestion

export interface WorkerAnswer {
  readonly rows: readonly object[]
  readonly affected: number
  readonly bytes?: ArrayBuffer
}

export type WorkerReply =
  | ({ readonly n: number } & WorkerAnswer)
  | { readonly n: number; readonly failure: { readonly code: string; readonly about: string } }

/** The thread's first word. */
export type WorkerStarted = { readonly started: true } | { readonly started: false; readonly problem: string }

export interface WorkerData {
  readonly directory: string
}
