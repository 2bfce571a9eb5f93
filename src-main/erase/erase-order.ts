import type { DeviceIdentity } from '../vault/device-identity.ts'

/** What has to be erased: one agent's desk, or everything here. `wipeId`: the server asked, and wants to hear of it. */
export interface EraseOrder {
  readonly replicaId: string
  readonly isWholeComputer: boolean
  readonly wipeId: string | null
  /** Signs the receipt, where only the agent's password has opened it; the computer's own otherwise. */
  readonly identity?: DeviceIdentity | undefined
}
