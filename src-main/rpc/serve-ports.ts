import { onError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { Log } from '../log/create-log.ts'
import type { Workstation } from '../workstation.ts'
import { type Port, checkedPort } from './checked-line.ts'
import { reportRpcFailure } from './report-rpc-failure.ts'

/** What is at the other end of a page's port, and hears nothing but calls. */
export interface PortServices {
  /** The calls of a window. */
  window(port: Port): void
  /** The line of the replica's worker, to the desk of this name alone. */
  replica(port: Port, replicaName: string): void
}

export function servePorts(
  { router, replicaRouter, workerTurns }: Pick<Workstation, 'router' | 'replicaRouter' | 'workerTurns'>,
  diagnostics: Log,
): PortServices {
  const report = reportRpcFailure(diagnostics)
  const windows = new RPCHandler(router, { interceptors: [onError(report)] })
  const replicas = new RPCHandler(replicaRouter, { interceptors: [onError(report)] })
  return {
    window: (port) => windows.upgrade(checkedPort(port)),
    replica(port, replicaName) {
      replicas.upgrade(checkedPort(port), { context: { replicaName } })
      // Otherwise its whole process has been seen to go.
      if (workerTurns.now.get().isHere) diagnostics.warn({ event: 'worker-gone' })
      workerTurns.begun()
    },
  }
}
