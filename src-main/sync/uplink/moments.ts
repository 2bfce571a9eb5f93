import type { DownlinkFrame, UplinkFrame } from '#shared/sync/protocol.ts'

export type MomentUp = Extract<UplinkFrame, { frame: 'here' | 'presence' | 'given-back-seen' }>
export type MomentDown = Extract<DownlinkFrame, { frame: 'around' | 'presences' | 'given-back' }>

/** What is true at this moment only, and goes on the desk's line as it comes: never logged, never sent later. */
export interface Moments {
  /** Said on each new line, after the welcome. */
  first(): readonly MomentUp[]
  /** Calls back with what is to be said now; where there is no line, it is not said. */
  onDue(send: (frame: MomentUp) => void): () => void
  take(frame: MomentDown): void
  /** There is no line any more. */
  lost(): void
}
