import { isRpcFrame } from './rpc-frame.ts'

/** As much as Node's ports, Electron's ports and the sockets of `ws` have in common. */
interface Line {
  on(event: 'message' | 'close', listener: (...given: never[]) => void): unknown
  close(code?: number): void
}

interface Checked {
  addEventListener(event: string, listener: (event: { data: unknown }) => unknown): void
}

/** A port that lets only frames of the protocol through; whoever says anything else is hung up on. */
export function checkedPort<Port extends Line & { postMessage(message: unknown): void }>(port: Port) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    addEventListener: listening(port, (event: { data: unknown }) => dataOf(event), () => port.close()),
  }
}

/** The same for a socket of `ws`. */
export function checkedSocket<Socket extends Line & { send(data: string): void }>(socket: Socket) {
  return {
    send: (data: string) => socket.send(data),
    addEventListener: listening(
      socket,
      (data: Buffer, isBinary: boolean) => (isBinary ? undefined : data.toString('utf8')),
      () => socket.close(1008),
    ),
  }
}

/** Electron hands over an event, Node the message itself. */
const dataOf = (event: unknown) => (typeof event === 'object' && event !== null && 'data' in event ? event.data : event)

function listening<Given extends unknown[]>(
  line: Line,
  read: (...given: Given) => unknown,
  hangUp: () => void,
): Checked['addEventListener'] {
  return (event, listener) => {
    if (event === 'close') return void line.on('close', () => void listener({ data: undefined }))
    line.on('message', (...given: never[]) => {
      const data = read(...(given as unknown as Given))
      if (isRpcFrame(data)) listener({ data })
      else hangUp()
    })
  }
}
