import type { ContractRouterClient } from '@orpc/contract'
import type { QueriesContract } from '#shared/rpc/queries-contract.ts'

export type QueriesClient = ContractRouterClient<QueriesContract>

/** Wherever a desk's replica lives: in a real Chromium, or in this process. */
export interface ReplicaHost {
  readonly kind: 'Chromium' | 'Node'
  /** The live queries as windows have them; waits until there is a replica. `gone` aborts when that one has died. */
  queries(): Promise<{ client: QueriesClient; gone: AbortSignal }>
  /** Kills the replica without a word, and brings up the next one on the same rows. */
  crash(): Promise<void>
  stop(): Promise<void>
}
