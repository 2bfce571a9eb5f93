import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { MainLines } from './main-line.ts'

/** Browser host: the worker opens the connection itself, at its own origin and with its own cookie. */
export function createWebSocketLines(origin: string, wanted: MainLines['wanted']): MainLines {
  const url = new URL('/replica', origin)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'

  return {
    async next() {
      const websocket = new WebSocket(url)
      const closed = new AbortController()
      websocket.addEventListener('close', () => closed.abort())
      return {
        client: createORPCClient(new RPCLink({ websocket })),
        closed: closed.signal,
        close: () => websocket.close(),
      }
    },
    wanted,
  }
}
