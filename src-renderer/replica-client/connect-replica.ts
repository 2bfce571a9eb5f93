import { type ClientContext, DynamicLink, createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { QueriesContract } from '#shared/rpc/queries-contract.ts'
import { openReplicaWorker } from './open-replica-worker.ts'
import { openWorkerLine } from './worker-line.ts'

export type ReplicaClient = ContractRouterClient<QueriesContract>

/** Resolves when there is a worker to connect to, after the one before was `gone`, was `silent`, or there was none. */
export type WorkerIsHere = (before: 'none' | 'gone' | 'silent') => Promise<void>

/**
 * Connects this window to its agent's rows: live queries and refusals. Calls wait until the worker is there. When it
 * has died, what was asked of it fails, and what is asked afterwards is asked of the next one.
 */
export function connectReplica(
  host: 'browser' | 'electron',
  replicaName: string,
  workerIsHere: WorkerIsHere,
): ReplicaClient {
  let link = connect('none')

  async function connect(before: Parameters<WorkerIsHere>[0]): Promise<RPCLink<ClientContext>> {
    await workerIsHere(before)
    const lock = `farline-window-${crypto.randomUUID()}`
    const { port, died } = openWorkerLine(
      openReplicaWorker(replicaName).port,
      { host, replicaName, lock },
      navigator.locks,
    )
    void died.then((how) => (link = connect(how)))
    return new RPCLink({ port })
  }

  return createORPCClient(new DynamicLink(() => link))
}
