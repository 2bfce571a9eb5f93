import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, type Socket, connect } from 'node:net'

export interface ConnectProxy {
  readonly port: number
  /** What it was asked to connect to. */
  readonly asked: readonly string[]
  readonly bytes: () => number
  stop(): Promise<void>
}

interface ProxyOptions {
  readonly port?: number
  /** Answers so in place of a connection. */
  readonly refuseWith?: number
  /** Serves this as a proxy script, at any path. */
  readonly script?: (port: number) => string
}

/** A real proxy on loopback. Names that nobody knows are its own computer. */
export async function startConnectProxy({ port = 0, refuseWith, script }: ProxyOptions = {}): Promise<ConnectProxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  let bytes = 0
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/x-ns-proxy-autoconfig')
    response.end(script?.((server.address() as AddressInfo).port) ?? '')
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('connect', ({ url = '' }, near: Socket) => {
    asked.push(url)
    near.on('error', () => undefined)
    if (refuseWith !== undefined) return near.end(`HTTP/1.1 ${refuseWith} No\r\n\r\n`)
    const far = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n')
      near.pipe(far).pipe(near)
    })
    far.on('data', (chunk) => (bytes += chunk.length))
    far.on('error', () => near.destroy())
    near.on('close', () => far.destroy())
    return undefined
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    bytes: () => bytes,
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
