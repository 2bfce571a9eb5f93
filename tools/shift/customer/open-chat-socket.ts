import { WebSocket } from 'ws'
import type { ChatSocket, SocketEvents } from '../../../server-sync/widget/connection.ts'

/** A WebSocket of this process in the shape that the chat wants. @param gone the tab was closed: nothing is said or heard any more */
export function openChatSocket(url: string, events: SocketEvents, gone: AbortSignal): ChatSocket {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  const drop = () => socket.terminate()
  gone.addEventListener('abort', drop, { once: true })
  socket.on('open', () => gone.aborted || events.opened())
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary && !gone.aborted) events.received(data.toString())
  })
  // 'close' follows, and is all that the chat acts on.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    gone.removeEventListener('abort', drop)
    if (!gone.aborted) events.closed()
  })
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: () => socket.close(),
  }
}
