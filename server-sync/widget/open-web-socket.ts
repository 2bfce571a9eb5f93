import type { ChatSocket, SocketEvents } from './connection.ts'

/** A browser's WebSocket in the shape the connection wants. It never throws: a refusal to connect is a close. */
export function openWebSocket(url: string, events: SocketEvents): ChatSocket {
  let socket: WebSocket
  try {
    socket = new WebSocket(url)
  } catch {
    // A page's policy or mixed content forbids it; told later, as every other end of a socket is.
    queueMicrotask(() => events.closed())
    return { send: () => undefined, close: () => undefined }
  }
  socket.onopen = () => events.opened()
  socket.onclose = () => events.closed()
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') events.received(data)
  }
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: () => socket.close(),
  }
}
