import type { Customer } from '../customer/customer.ts'
import type { ReplicaHost } from '../desk/replica-host.ts'
import type { Life } from '../parts/life.ts'
import type { FaultProxy } from '../proxy/fault-proxy.ts'

/** Everything that runs during a shift, as far as it can be broken. */
export interface Floor {
  readonly server: Life
  readonly postgres: { crash(): Promise<void> } | undefined
  readonly desks: readonly { readonly workstation: Life; readonly replica: ReplicaHost; readonly proxy: FaultProxy }[]
  readonly seats: readonly { readonly proxy: FaultProxy; readonly customers: readonly Customer[] }[]
}
