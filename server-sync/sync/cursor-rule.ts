/** How far the server has decided one desk's log. `deviceSeq` 0: nothing yet, and no log is bound. */
export interface DeviceCursor {
  readonly logId: string
  readonly deviceSeq: number
}

export interface CommandPlace {
  readonly id: string
  readonly logId: string
  readonly deviceSeq: number
}

export type Position = 'next' | 'gap' | 'duplicate' | 'forked'

/** @param decidedId the command that was decided under this number, if any. Laws C1–C4 in SPEC.md. */
export function positionOf(cursor: DeviceCursor, command: CommandPlace, decidedId: string | undefined): Position {
  if (cursor.deviceSeq > 0 && command.logId !== cursor.logId) return 'forked'
  if (command.deviceSeq > cursor.deviceSeq + 1) return 'gap'
  if (command.deviceSeq === cursor.deviceSeq + 1) return 'next'
  return decidedId === command.id ? 'duplicate' : 'forked'
}
