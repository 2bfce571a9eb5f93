import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { MainClient } from './clients.ts'
import { hostKind } from './host-kind.ts'
import { onInUseHere } from './in-use-here.ts'
import { type LinkState, createReconnectingLink } from './reconnecting-link.ts'

/** The line to main: a port that the preload hands over in Electron, a WebSocket in the browser host. */
export function connectMain(
  onChange: (state: LinkState) => void,
  onTakenOver: () => void = () => undefined,
): MainClient {
  if (hostKind() !== 'electron') {
    const url = new URL('/rpc', location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    return createORPCClient(
      createReconnectingLink({
        open: () => new WebSocket(url),
        onChange,
        onTakenOver,
        // The link opens a page of this browser, with a cookie for all of them.
        untilLetIn: () => new Promise(onInUseHere),
      }),
    )
  }
  const { port1, port2 } = new MessageChannel()
  window.postMessage({ farline: 'connect-rpc' }, location.origin, [port2])
  port1.start()
  onChange('connected')
  return createORPCClient(new RPCLink({ port: port1 }))
}
