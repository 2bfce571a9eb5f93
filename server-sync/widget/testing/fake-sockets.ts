import { type ChatFrame, type VisitorFrame, visitorFrameSchema } from '#shared/sync/chat-protocol.ts'
import type { ChatSocket, SocketEvents } from '../connection.ts'

export interface FakeSocket {
  readonly events: SocketEvents
  readonly sent: VisitorFrame[]
  isClosed: boolean
  open(): void
  receive(frame: ChatFrame): void
}

/** Sockets that go nowhere. What is sent must be what the server would accept. */
export function createFakeSockets() {
  const sockets: FakeSocket[] = []
  return {
    all: sockets,
    latest(): FakeSocket {
      const socket = sockets[sockets.length - 1]
      if (!socket) throw new Error('no socket was opened')
      return socket
    },
    openSocket(events: SocketEvents): ChatSocket {
      const socket: FakeSocket = {
        events,
        sent: [],
        isClosed: false,
        open: () => events.opened(),
        receive: (frame) => events.received(JSON.stringify(frame)),
      }
      sockets.push(socket)
      return {
        send: (text) => socket.sent.push(visitorFrameSchema.parse(JSON.parse(text))),
        close: () => {
          socket.isClosed = true
        },
      }
    },
  }
}
