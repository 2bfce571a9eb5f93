import { type ClientContext, type ClientLink, DynamicLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { inUseElsewhereCode } from '#shared/rpc/in-use-elsewhere.ts'
import { notLetInCode } from '#shared/rpc/not-let-in.ts'
import { pause } from './pause.ts'

export type LinkState = 'connected' | 'lost' | 'not-let-in'

interface ReconnectingLinkOptions {
  open: () => WebSocket
  onChange: (state: LinkState) => void
  /** Another browser profile has this workstation now: nothing is opened any more. */
  onTakenOver: () => void
  /** This browser has lost its cookie: resolves once it may have another one. */
  untilLetIn: () => Promise<void>
  /** Injected so that a test need not wait. */
  wait?: (delayMs: number) => Promise<void>
}

type Link = ClientLink<ClientContext>

const firstDelayMs = 150
const longestDelayMs = 5_000
/** A call made while the line is down waits this long for it, then fails and says so. */
const patienceMs = 4_000

/** One link over many sockets: what breaks fails, what is asked afterwards goes over the next socket. */
export function createReconnectingLink({
  open,
  onChange,
  onTakenOver,
  untilLetIn,
  wait = forAWhile,
}: ReconnectingLinkOptions): Link {
  let connected: Link | undefined
  let waiting: ((link: Link) => void)[] = []
  let delayMs = firstDelayMs
  connect()
  return new DynamicLink(() => connected ?? Promise.race([nextLink(), outOfPatience(wait)]))

  function nextLink(): Promise<Link> {
    return new Promise((resolve) => waiting.push(resolve))
  }

  function connect() {
    const socket = open()
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('open', () => {
      delayMs = firstDelayMs
      const link = new RPCLink({ websocket: socket })
      connected = link
      for (const resolve of waiting) resolve(link)
      waiting = []
      onChange('connected')
    })
    socket.addEventListener('close', ({ code }) => {
      connected = undefined
      if (code === inUseElsewhereCode) return onTakenOver()
      if (code === notLetInCode) {
        onChange('not-let-in')
        return void untilLetIn().then(connect)
      }
      onChange('lost')
      const pausedMs = delayMs
      delayMs = Math.min(delayMs * 2, longestDelayMs)
      void wait(pausedMs).then(connect)
    })
  }
}

const forAWhile = (delayMs: number) => pause(delayMs, new AbortController().signal)

async function outOfPatience(wait: (delayMs: number) => Promise<void>): Promise<never> {
  await wait(patienceMs)
  throw new Error('the line to the workstation is down')
}
