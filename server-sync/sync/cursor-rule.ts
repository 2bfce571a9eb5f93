import type { Refusal } from '#shared/kit/refusal.ts'

export interface CommandPlace {
  readonly id: string
  readonly logId: string
  readonly deviceSeq: number
}

/** What the server knows of a desk's logs when one of its commands comes. */
export interface LogStanding {
  /** The log that decided last; empty before the first command. */
  readonly currentLogId: string
  /** How far the command's own log is decided; undefined when the server has never met it. */
  readonly decidedTo: number | undefined
  /** The command that was decided under this number of this log, if any. */
  readonly decidedId: string | undefined
  /** What came of this very command in another log of this desk, if it was decided there. */
  readonly earlier: { readonly refusal: Refusal | null } | undefined
}

export type Position = 'next' | 'gap' | 'duplicate' | 'forked'

/** Laws C1–C4 in SPEC.md. */
export function positionOf({ currentLogId, decidedTo, decidedId }: LogStanding, command: CommandPlace): Position {
  if (command.deviceSeq <= (decidedTo ?? 0)) return decidedId === command.id ? 'duplicate' : 'forked'
  const wasSuperseded = decidedTo !== undefined && command.logId !== currentLogId
  if (wasSuperseded) return 'forked'
  return command.deviceSeq === (decidedTo ?? 0) + 1 ? 'next' : 'gap'
}
