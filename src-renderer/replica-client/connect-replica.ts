import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { QueriesContract } from '#shared/rpc/queries-contract.ts'
import { openReplicaWorker } from './open-replica-worker.ts'

export type ReplicaClient = ContractRouterClient<QueriesContract>

/** Connects this window to its agent's rows: live queries, drafts and refusals. Calls wait until the worker is there. */
export function connectReplica(host: 'browser' | 'electron', replicaName: string): ReplicaClient {
  const { port } = openReplicaWorker(replicaName)
  const lock = `farline-window-${crypto.randomUUID()}`

  // The worker cannot see that a window has died, only that its lock is free. So the lock has to be held before the worker
  // hears of it, and nothing may be said before that.
  const greeted = new Promise<void>((resolve) => {
    void navigator.locks.request(lock, () => {
      port.postMessage({ farline: 'hello', host, replicaName, lock })
      resolve()
      return new Promise<never>(() => undefined)
    })
  })
  const afterHello = {
    addEventListener: port.addEventListener.bind(port),
    postMessage: (message: unknown) => void greeted.then(() => port.postMessage(message)),
  }
  port.start()
  return createORPCClient(new RPCLink({ port: afterHello }))
}
