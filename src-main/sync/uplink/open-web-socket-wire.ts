import { WebSocket } from 'ws'
import { frameMaxBytes } from '#shared/sync/protocol.ts'
import type { Road } from '../../server/road/road.ts'
import type { ServerAddress } from '../../server/server-place.ts'
import type { Tokens } from '../../session/tokens.ts'
import type { OpenWire, WireEnd, WireEvents } from './wire.ts'

const handshakeTimeoutMs = 10_000

/** Connects with a token that is good now. One that the server does not take is replaced for the next try. */
export function openWebSocketWire(
  address: () => ServerAddress | null,
  tokens: Pick<Tokens, 'access' | 'reject'>,
  road: Road,
): OpenWire {
  return (events) => {
    let socket: WebSocket | undefined
    let isDropped = false
    const close = (end: WireEnd) => {
      if (isDropped) return
      isDropped = true
      events.closed(end)
    }
    const askAnew = async (token: string) => {
      tokens.reject(token)
      const access = await tokens.access()
      close(!access.ok && access.problem === 'ended' ? 'refused' : 'lost')
    }
    tokens.access().then(
      (access) => {
        const server = address()
        if (isDropped) return
        if (!access.ok || !server) return close(!access.ok && access.problem === 'ended' ? 'refused' : 'lost')
        socket = connect(road, server, access.token, { ...events, closed: close }, () => askAnew(access.token))
      },
      () => close('lost'),
    )
    return {
      send: (text) => socket?.send(text),
      drop() {
        if (socket) return socket.terminate()
        // Never later than `drop`, as a socket that is terminated tells it.
        queueMicrotask(() => close('lost'))
      },
    }
  }
}

function connect(
  road: Road,
  server: ServerAddress,
  token: string,
  events: WireEvents,
  onRefused: () => Promise<void>,
): WebSocket {
  const url = new URL('/sync', server.url)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: handshakeTimeoutMs,
    maxPayload: frameMaxBytes,
    perMessageDeflate: false,
    ...road.through(server),
  })
  let isRefused = false
  socket.on('open', events.opened)
  socket.on('message', (data: Buffer, isBinary) => (isBinary ? socket.terminate() : events.received(data.toString())))
  socket.on('unexpected-response', (_request, response) => {
    if (response.statusCode === 401) isRefused = true
    socket.terminate()
  })
  // Whatever the error was, 'close' follows it and says all that the uplink acts on.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    if (isRefused) onRefused().catch(() => events.closed('lost'))
    else events.closed('lost')
  })
  return socket
}
