import { once } from 'node:events'
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'

/** A network cable between a desk and the server, to be pulled and plugged in again. */
export interface Cable {
  readonly url: string
  pull(): Promise<void>
  plugIn(): Promise<void>
}

export async function layCable(serverUrl: string): Promise<Cable> {
  const target = Number(new URL(serverUrl).port)
  const sockets = new Set<Socket>()
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
      near.pipe(far)
      far.pipe(near)
    })
    listener.listen(port, '127.0.0.1')
    await once(listener, 'listening')
    return listener
  }
  let listener = await open(0)
  const { port } = listener.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    pull: async () => {
      const closed = once(listener, 'close')
      listener.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    plugIn: async () => {
      listener = await open(port)
    },
  }
}
