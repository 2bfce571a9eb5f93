import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

export interface SocketParts {
  readonly server: Server
  /** `http://127.0.0.1:4181`; a page from anywhere else may not connect, whatever cookies the browser adds. */
  readonly origin: string
  isLetIn(request: IncomingMessage): boolean
  /** By path: `/rpc`, `/replica`. */
  readonly lines: ReadonlyMap<string, (socket: WebSocket) => void>
}

/** Largest message from a page or the worker. */
const messageMaxBytes = 1024 * 1024

/** Lets our own pages and our own worker open their lines. The returned function drops all of them. */
export function acceptSockets({ server, origin, isLetIn, lines }: SocketParts): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageMaxBytes, perMessageDeflate: false })
  const { host } = new URL(origin)

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that resets the connection must not take the workstation with it.
    socket.on('error', () => socket.destroy())
    const line = lines.get(request.url ?? '')
    const isOurs = request.headers.origin === origin && request.headers.host === host && isLetIn(request)
    if (!line || !isOurs) {
      // A socket with something unread never ends by itself.
      socket.resume()
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
      return
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      // What breaks the protocol (too large, malformed) is closed by ws after this event.
      accepted.on('error', () => undefined)
      line(accepted)
    })
  })
  return () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }
}
