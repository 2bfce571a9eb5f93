import type { ToFrame, ToPage } from '../bridge/bridge-messages.ts'
import { make } from './make.ts'

export interface FrameLine {
  readonly element: HTMLIFrameElement
  /** Begins to load it; nothing when it is there or on its way. */
  load(): void
  readonly state: 'absent' | 'loading' | 'there'
  /** Only to a frame that is there. */
  tell(message: ToFrame): void
}

const answersWithinMs = 15_000

/**
 * The frame from the chat's own server: what customer and agents say lives in a realm that the page's scripts cannot reach
 * into (ADR 0023), and comes and goes through a port that no other script of the page holds.
 */
export function createFrameLine(
  { frameUrl, origin }: { readonly frameUrl: string; readonly origin: string },
  on: { there(): void; gone(): void; heard(message: ToPage): void },
): FrameLine {
  const frame = make('iframe', { class: 'frame', referrerpolicy: 'no-referrer' })
  let state: FrameLine['state'] = 'absent'
  let port: MessagePort | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  // Each time: a frame that failed or was navigated gets a new port, and the old one is heard no more.
  frame.onload = () => {
    if (state === 'absent') return
    const channel = new MessageChannel()
    if (port) port.onmessage = null
    port = channel.port1
    port.onmessage = ({ data }: MessageEvent<ToPage | { told: 'here' } | null>) => {
      if (typeof data !== 'object' || data === null) return
      if (data.told !== 'here') return on.heard(data)
      clearTimeout(timer)
      state = 'there'
      on.there()
    }
    // A sandboxed page has the origin "null", and so has every frame in it: that is no address for a message.
    const target = window.origin === 'null' ? '*' : origin
    frame.contentWindow?.postMessage('farline-chat', target, [channel.port2])
  }

  function failed() {
    state = 'absent'
    on.gone()
  }

  return {
    element: frame,
    get state() {
      return state
    },
    load() {
      if (state !== 'absent') return
      state = 'loading'
      frame.src = frameUrl
      clearTimeout(timer)
      timer = setTimeout(failed, answersWithinMs)
    },
    tell: (message) => port?.postMessage(message),
  }
}
