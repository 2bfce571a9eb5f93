import { type ClientContext, type ClientLink, DynamicLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { pause } from './pause.ts'

interface ReconnectingLinkOptions {
  open: () => WebSocket
  onChange: (state: 'connected' | 'lost') => void
}

const firstDelayMs = 150
const longestDelayMs = 5_000
/** A call made while the line is down waits this long for it, then fails and says so. */
const patienceMs = 4_000

/** One link over many sockets: what breaks fails, what is asked afterwards goes over the next socket. */
export function createReconnectingLink({ open, onChange }: ReconnectingLinkOptions): ClientLink<ClientContext> {
  let current: Promise<ClientLink<ClientContext>> | undefined
  let settle: ((link: ClientLink<ClientContext>) => void) | undefined
  let delayMs = firstDelayMs
  expectLink()
  connect()
  return new DynamicLink(() => Promise.race([current ?? never, outOfPatience()]))

  function expectLink() {
    current = new Promise((resolve) => {
      settle = resolve
    })
  }

  function connect() {
    const socket = open()
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => {
      delayMs = firstDelayMs
      settle?.(new RPCLink({ websocket: socket }))
      onChange('connected')
    })
    socket.addEventListener('close', () => {
      expectLink()
      onChange('lost')
      setTimeout(connect, delayMs)
      delayMs = Math.min(delayMs * 2, longestDelayMs)
    })
  }
}

const never = new Promise<never>(() => {})

async function outOfPatience(): Promise<never> {
  await pause(patienceMs, new AbortController().signal)
  throw new Error('the line to the workstation is down')
}
