import type { ContractRouterClient } from '@orpc/contract'
import type { ReplicaContract } from '#shared/rpc/replica-contract.ts'

/** One connection to main, while it lasts. */
export interface MainLine {
  readonly client: ContractRouterClient<ReplicaContract>
  /** Aborts when the connection is gone, or another one has taken its place. */
  readonly closed: AbortSignal
  close(): void
}

/** Where connections come from: a WebSocket that we open, or a port that we are handed. */
export interface MainLines {
  /** The next connection; waits for as long as there is none. */
  next(signal: AbortSignal): Promise<MainLine>
  /** Resolves when a window of ours says something: somebody is at work in this very browser. */
  wanted(signal: AbortSignal): Promise<void>
}
