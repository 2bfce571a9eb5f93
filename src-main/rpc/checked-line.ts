import type { WebSocket } from 'ws'
import { isRpcFrame } from './rpc-frame.ts'

/** As much as Node's ports and Electron's have in common. */
export interface Port {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  close(): void
}

type Listener = (event: { data: unknown }) => unknown

/** A port that lets only frames of the protocol through; whoever says anything else is hung up on. */
export function checkedPort(port: Port) {
  // What was on its way already still arrives after closing.
  let isHungUp = false
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    addEventListener(event: string, listener: Listener) {
      if (event === 'close') return void port.on('close', () => void listener({ data: undefined }))
      port.on('message', (given) => {
        const data = dataOf(given)
        if (isHungUp) return
        if (isRpcFrame(data)) return void listener({ data })
        isHungUp = true
        port.close()
      })
    },
  }
}

/** The same for a socket of `ws`. */
export function checkedSocket(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  let isHungUp = false
  const addEventListener = (event: string, listener: Listener) => {
    if (event === 'close') return void socket.on('close', () => void listener({ data: undefined }))
    socket.on('message', (given: Buffer, isBinary) => {
      const data = isBinary ? undefined : given.toString('utf8')
      if (isHungUp) return
      if (isRpcFrame(data)) return void listener({ data })
      isHungUp = true
      socket.close(1008)
    })
  }
  return { addEventListener: addEventListener as WebSocket['addEventListener'], send: socket.send.bind(socket) }
}

/** Electron hands over an event, Node the message itself. */
const dataOf = (event: unknown) => (typeof event === 'object' && event !== null && 'data' in event ? event.data : event)
