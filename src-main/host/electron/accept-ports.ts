import type { IpcMain, IpcMainEvent, MessagePortMain, WebContents } from 'electron'
import type { Log } from '../../log/create-log.ts'
import type { PortServices } from '../../rpc/serve-ports.ts'
import { appOrigin, keeperPage } from './app-scheme.ts'

/**
 * Takes the ports that our pages hand over: one for a window's calls, one (the keeper's) for the replica's line. A page may
 * be there before the services are: what it says waits in its port.
 */
export function acceptPorts(
  ipcMain: IpcMain,
  services: Promise<PortServices>,
  diagnostics: Log,
  /** To which room a page belongs. Those of a desk that is closed belong to none, and have nothing to say any more. */
  roomOf: (sender: WebContents) => string | undefined,
): void {
  ipcMain.on('farline:rpc-port', (event) =>
    take(
      event,
      (url) => url.startsWith(`${appOrigin}/`),
      ({ window }, port) => window(port),
    ),
  )
  ipcMain.on('farline:replica-port', (event) =>
    take(
      event,
      (url) => url.split(/[?#]/)[0] === keeperPage,
      ({ replica }, port, room) => replica(port, room),
    ),
  )

  function take(
    event: IpcMainEvent,
    isExpected: (url: string) => boolean,
    serve: (services: PortServices, port: MessagePortMain, room: string) => void,
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
    void services.then((there) => {
      serve(there, port, room)
      port.start()
    })
  }
}
