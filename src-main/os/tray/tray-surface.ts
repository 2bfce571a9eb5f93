import type { ChosenState } from '#shared/sync/presence-protocol.ts'
import type { TrayFace } from './tray-face.ts'

export interface TrayActions {
  open(): void
  newWindow(): void
  lock(): void
  choosePresence(state: ChosenState): void
}

/** Where the system shows programs that run, and how many things wait in them. */
export interface TraySurface {
  show(face: TrayFace, actions: TrayActions): void
  remove(): void
}
