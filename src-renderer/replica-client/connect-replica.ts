import { type ClientContext, DynamicLink, createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { QueriesContract } from '#shared/rpc/queries-contract.ts'
import { openReplicaWorker } from './open-replica-worker.ts'
import { openWorkerLine } from './worker-line.ts'

export type ReplicaClient = ContractRouterClient<QueriesContract>

/**
 * Connects this window to its agent's rows: live queries and refusals. Calls wait until the worker is there. When it
 * has died, what was asked of it fails, and what is asked afterwards is asked of the next one.
 */
export function connectReplica(host: 'browser' | 'electron', replicaName: string): ReplicaClient {
  let link = connect()

  function connect(): RPCLink<ClientContext> {
    const lock = `farline-window-${crypto.randomUUID()}`
    const { port, died } = openWorkerLine(
      openReplicaWorker(replicaName).port,
      { host, replicaName, lock },
      navigator.locks,
    )
    // In Electron the worker belongs into the keeper's process. Main sees that one die, and loads every page anew.
    if (host === 'browser') void died.then(() => (link = connect()))
    return new RPCLink({ port })
  }

  return createORPCClient(new DynamicLink(() => link))
}
