import { onError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { IpcMain, IpcMainEvent, WebContents } from 'electron'
import type { Log } from '../../log/create-log.ts'
import { checkedPort } from '../../rpc/checked-line.ts'
import { reportRpcFailure } from '../../rpc/report-rpc-failure.ts'
import type { Workstation } from '../../workstation.ts'
import { appOrigin, keeperPage } from './app-scheme.ts'

/** Takes the ports that our pages hand over: one to the windows' calls, one (the keeper's) to the replica's line. */
export function acceptPorts(
  ipcMain: IpcMain,
  { router, replicaRouter, workerTurns }: Pick<Workstation, 'router' | 'replicaRouter' | 'workerTurns'>,
  diagnostics: Log,
  /** To which room a page belongs. Those of a desk that is closed belong to none, and have nothing to say any more. */
  roomOf: (sender: WebContents) => string | undefined,
): void {
  const report = reportRpcFailure(diagnostics)
  const rpc = new RPCHandler(router, { interceptors: [onError(report)] })
  const replica = new RPCHandler(replicaRouter, { interceptors: [onError(report)] })

  ipcMain.on('farline:rpc-port', (event) =>
    take(
      event,
      (url) => url.startsWith(`${appOrigin}/`),
      (port) => rpc.upgrade(port),
    ),
  )
  ipcMain.on('farline:replica-port', (event) =>
    take(
      event,
      (url) => url.split(/[?#]/)[0] === keeperPage,
      (port, room) => {
        replica.upgrade(port, { context: { replicaName: room } })
        begin()
      },
    ),
  )

  function begin() {
    // Otherwise its whole process has been seen to go.
    if (workerTurns.now.get().isHere) diagnostics.warn({ event: 'worker-gone' })
    workerTurns.begun()
  }

  function take(
    event: IpcMainEvent,
    isExpected: (url: string) => boolean,
    serve: (port: ReturnType<typeof checkedPort>, room: string) => void,
  ) {
    const [port] = event.ports
    const frame = event.senderFrame
    const room = roomOf(event.sender)
    // A frame inside a page, or a page that is not ours, has no business here.
    if (!port || !frame || frame.parent !== null || !isExpected(frame.url) || room === undefined) {
      diagnostics.warn({ event: 'port-refused', channel: event.type })
      port?.close()
      return
    }
    serve(checkedPort(port), room)
    port.start()
  }
}
