import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'

interface Options {
  readonly maxPayload: number
  readonly heartbeatMs: number
}

/** WebSockets of one kind: upgraded by hand, checked for life, closed together. */
export interface SocketServer {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, onOpen: (socket: WebSocket) => void): void
  /** After the polite goodbyes: whoever is still there is cut off. */
  stop(): Promise<void>
}

const closeWithinMs = 1_000
/** Pings can be sent faster than anybody reads their answers: then more than any page or welcome waits, and nobody for it. */
const unreadMaxBytes = 16 * 1024 * 1024

export function createSocketServer({ maxPayload, heartbeatMs }: Options): SocketServer {
  // Compression would cost six times the processor and most of the memory (measured with 5,000 sockets).
  const server = new WebSocketServer({
    noServer: true,
    maxPayload,
    perMessageDeflate: false,
    clientTracking: true,
    autoPong: false,
  })
  const answered = new WeakSet<WebSocket>()
  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      // Who sent more than we can answer at once is not being read, so their pong cannot have come.
      if (socket.isPaused) continue
      if (!answered.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, heartbeatMs)

  return {
    upgrade(request, socket, head, onOpen) {
      server.handleUpgrade(request, socket, head, (opened) => {
        answered.add(opened)
        opened.on('pong', () => answered.add(opened))
        opened.on('ping', (data) => {
          if (opened.readyState !== opened.OPEN) return
          if (opened.bufferedAmount > unreadMaxBytes) return opened.terminate()
          opened.pong(data)
        })
        // An oversized or malformed frame: ws closes the socket itself, with the right code.
        opened.on('error', () => undefined)
        onOpen(opened)
      })
    },
    async stop() {
      clearInterval(heartbeat)
      const sockets = [...server.clients]
      const closed = sockets.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())))
      const timer = setTimeout(() => {
        for (const socket of sockets) socket.terminate()
      }, closeWithinMs)
      for (const socket of sockets) socket.close(1001)
      await Promise.all(closed)
      clearTimeout(timer)
      server.close()
    },
  }
}
