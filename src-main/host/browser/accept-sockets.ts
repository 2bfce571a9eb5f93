import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { inUseElsewhereCode } from '#shared/rpc/in-use-elsewhere.ts'
import { notLetInCode } from '#shared/rpc/not-let-in.ts'
import type { ActiveProfile } from './active-profile.ts'

export interface SocketParts {
  readonly server: Server
  /** `http://127.0.0.1:4181`; a page from anywhere else may not connect, whatever cookies the browser adds. */
  readonly origin: string
  /** Null: not let in. */
  profileOf(request: IncomingMessage): string | null
  readonly active: ActiveProfile
  /** By path: `/rpc`, `/replica`. */
  readonly lines: ReadonlyMap<string, (socket: WebSocket) => void>
}

/** Largest message from a page or the worker. */
const messageMaxBytes = 1024 * 1024

/** Lets our own pages and our own worker open their lines. The returned function drops all of them. */
export function acceptSockets({ server, origin, profileOf, active, lines }: SocketParts): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageMaxBytes, perMessageDeflate: false })
  const { host } = new URL(origin)
  const profiles = new Map<WebSocket, string>()

  active.onChange(() => {
    for (const [socket, profile] of profiles) if (!active.isActive(profile)) socket.close(inUseElsewhereCode)
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that resets the connection must not take the workstation with it.
    socket.on('error', () => socket.destroy())
    const line = lines.get(request.url ?? '')
    const isOurs = request.headers.origin === origin && request.headers.host === host
    if (!line || !isOurs) {
      // A socket with something unread never ends by itself.
      socket.resume()
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
      return
    }
    const profile = profileOf(request)
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      // What breaks the protocol (too large, malformed) is closed by ws after this event.
      accepted.on('error', () => undefined)
      // A page learns the reason from a line that closes, not from one that never opened.
      if (profile === null) return accepted.close(notLetInCode)
      if (!active.isActive(profile)) return accepted.close(inUseElsewhereCode)
      profiles.set(accepted, profile)
      accepted.on('close', () => profiles.delete(accepted))
      line(accepted)
    })
  })
  return () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }
}
