import { WebSocket } from 'ws'
import { frameMaxBytes } from '#shared/sync/protocol.ts'
import type { OpenWire, WireEnd } from './wire.ts'

const handshakeTimeoutMs = 10_000

export function openWebSocketWire(serverUrl: string): OpenWire {
  const address = new URL('/sync', serverUrl)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return (token, events) => {
    const socket = new WebSocket(address, {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: handshakeTimeoutMs,
      maxPayload: frameMaxBytes,
      perMessageDeflate: false,
    })
    let end: WireEnd = 'lost'
    socket.on('open', events.opened)
    socket.on('message', (data: Buffer, isBinary) => (isBinary ? socket.terminate() : events.received(data.toString())))
    socket.on('unexpected-response', (_request, response) => {
      if (response.statusCode === 401) end = 'refused'
      socket.terminate()
    })
    // Whatever the error was, 'close' follows it and says all that the uplink acts on.
    socket.on('error', () => undefined)
    socket.on('close', () => events.closed(end))
    return { send: (text) => socket.send(text), drop: () => socket.terminate() }
  }
}
