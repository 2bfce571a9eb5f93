import { once } from 'node:events'
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'

/** A network cable between a desk and the server, to be pulled and plugged in again. */
export interface Cable {
  readonly url: string
  pull(): Promise<void>
  plugIn(): Promise<void>
  /** Until so many bytes have gone to the server. Resolves when it is pulled again. */
  plugInFor(bytes: number): Promise<void>
}

export async function layCable(serverUrl: string): Promise<Cable> {
  const target = Number(new URL(serverUrl).port)
  const sockets = new Set<Socket>()
  let onCarried: (bytes: number) => void = () => undefined
  const open = async (port: number): Promise<Server> => {
    const listener = createServer((near) => {
      const far = connect(target, '127.0.0.1')
      for (const socket of [near, far]) {
        sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => {
          near.destroy()
          far.destroy()
          sockets.delete(socket)
        })
      }
      near.on('data', ({ length }) => onCarried(length))
      near.pipe(far)
      far.pipe(near)
    })
    listener.listen(port, '127.0.0.1')
    await once(listener, 'listening')
    return listener
  }
  let listener = await open(0)
  const { port } = listener.address() as AddressInfo
  async function pull() {
    const closed = once(listener, 'close')
    listener.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  async function plugIn() {
    listener = await open(port)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pull,
    plugIn,
    async plugInFor(bytes) {
      let left = bytes
      const isCarried = new Promise<void>((resolve) => {
        onCarried = (carried) => {
          left -= carried
          if (left <= 0) resolve()
        }
      })
      await plugIn()
      await isCarried
      onCarried = () => undefined
      await pull()
    },
  }
}
