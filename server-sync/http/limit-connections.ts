import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { HttpPatience } from './http-patience.ts'

const body = JSON.stringify({ kind: 'http/too-many-connections' })
const refusal = `HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`

/** One address cannot take all connections that there are. */
export function limitConnections(
  server: Server,
  { connections, connectionsPerAddress }: Pick<HttpPatience, 'connections' | 'connectionsPerAddress'>,
): void {
  server.maxConnections = connections
  const open = new Map<string, number>()
  server.prependListener('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (open.get(address) ?? 0) + 1
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    })
    if (count <= connectionsPerAddress) return
    socket.on('error', () => socket.destroy())
    socket.end(refusal, () => socket.destroy())
  })
}
