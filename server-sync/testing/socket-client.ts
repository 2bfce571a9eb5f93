import { once } from 'node:events'
import { WebSocket } from 'ws'

/** A WebSocket whose frames are waited for, in order. */
export interface SocketClient {
  readonly socket: WebSocket
  send(frame: unknown): void
  /** The next frame of this kind that was not taken yet; those before it of other kinds are kept. */
  next(kind: string): Promise<Record<string, unknown>>
  /** The code with which the other side closed. */
  readonly closed: Promise<number>
  close(): Promise<void>
}

export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<SocketClient> {
  const socket = new WebSocket(url.replace('http', 'ws'), { headers })
  const frames: Record<string, unknown>[] = []
  let arrived: () => void = () => undefined
  socket.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString()) as Record<string, unknown>)
    arrived()
  })
  const closed = new Promise<number>((resolve) =>
    socket.once('close', (code) => {
      resolve(code)
      arrived()
    }),
  )
  await once(socket, 'open')
  return {
    socket,
    closed,
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    async next(kind) {
      for (;;) {
        const index = frames.findIndex(({ frame }) => frame === kind)
        const [found] = index < 0 ? [] : frames.splice(index, 1)
        if (found) return found
        if (socket.readyState > WebSocket.OPEN) throw new Error(`the socket closed before a ${kind} came`)
        await new Promise<void>((resolve) => (arrived = resolve))
      }
    },
    async close() {
      socket.close()
      await closed
    },
  }
}

/** The status with which a WebSocket was refused. */
export function refusedStatus(url: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url.replace('http', 'ws'), { headers })
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (request, response) => {
      response.resume()
      request.destroy()
      resolve(response.statusCode ?? 0)
    })
    socket.on('open', () => reject(new Error('the socket opened')))
    socket.on('error', () => undefined)
  })
}
