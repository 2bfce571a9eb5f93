import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

export type AcceptUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>

/** Sends each WebSocket request to the one who serves its path. */
export function routeUpgrades(
  server: Server,
  routes: Readonly<Record<string, AcceptUpgrade>>,
  mayOpen: (request: IncomingMessage) => boolean,
  onFailure: (error: unknown) => void,
) {
  server.on('upgrade', (request, socket, head) => {
    // A stranger who hangs up in the middle is nobody's failure.
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?')[0] ?? ''
    const accept = Object.hasOwn(routes, path) ? routes[path] : undefined
    if (!accept) return refuseUpgrade(socket, 404, 'http/not-found')
    if (!mayOpen(request)) return refuseUpgrade(socket, 403, 'http/not-secure')
    accept(request, socket, head).catch((error: unknown) => {
      onFailure(error)
      refuseUpgrade(socket, 500, 'http/internal')
    })
  })
}

export function refuseUpgrade(socket: Duplex, status: 401 | 403 | 404 | 429 | 500, kind: string): void {
  const body = JSON.stringify({ kind })
  // Nobody reads any more what came after the request, and a socket with something unread never ends by itself.
  socket.resume()
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}
