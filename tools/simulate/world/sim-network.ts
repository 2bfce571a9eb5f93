import type { Random } from '../schedule/random.ts'
import type { SimTime } from './sim-time.ts'

/** What lies between one desk (or customer) and the server. */
export interface Road {
  isUp(): boolean
  /** How often everything on it was broken: who had a request under way sees that it was. */
  breaks(): number
  /** Breaks every connection, and lets no new one come about until `mend`. */
  block(): void
  /** Breaks every connection at wherever its frames are; both ends hear of it. */
  cut(): void
  /** Connections stay open and carry nothing any more: neither end hears of it. */
  silence(): void
  slowDown(factor: number): void
  mend(): void
  /** Two ends of a connection that keeps order, as TCP does. */
  connect(left: End, right: End): Connection
  /** One way, by itself: may overtake others. */
  delayMs(): number
}

export interface End {
  received(text: string): void
  closed(): void
}

export interface Connection {
  readonly left: Socket
  readonly right: Socket
}

export interface Socket {
  send(text: string): void
  /** What was sent before still arrives. */
  close(): void
  /** At once; what is under way is lost. */
  drop(): void
}

const roundTripMs = 8
/** After which an end that hears nothing gives up, where nothing of ours looks sooner. */
const keepaliveMs = 30_000

export function createRoad(time: SimTime, random: Random): Road {
  const open = new Set<{ cut(): void; silence(): void }>()
  let isUp = true
  let breaks = 0
  let slowness = 1

  const delayMs = () => random.next() * roundTripMs * slowness * (random.chance(0.05) ? 10 : 1)

  function connect(left: End, right: End): Connection {
    let isOpen = true
    let isSilent = false
    const line = {
      cut() {
        if (!isOpen) return
        isOpen = false
        open.delete(line)
        for (const end of [left, right]) time.after(isSilent ? keepaliveMs : delayMs(), end.closed)
      },
      silence: () => void (isSilent = true),
    }
    open.add(line)

    function socketTowards(end: End): Socket {
      let lastAt = time.now()
      const inOrder = (run: () => void) => {
        // Never before what was sent before it.
        lastAt = Math.max(lastAt, time.now() + delayMs())
        time.after(lastAt - time.now(), () => isOpen && !isSilent && run())
      }
      return {
        send: (text) => inOrder(() => end.received(text)),
        close: () => {
          inOrder(line.cut)
          if (isSilent) line.cut()
        },
        drop: line.cut,
      }
    }
    return { left: socketTowards(right), right: socketTowards(left) }
  }

  function cut() {
    breaks += 1
    for (const line of [...open]) line.cut()
  }

  return {
    isUp: () => isUp,
    breaks: () => breaks,
    block() {
      isUp = false
      cut()
    },
    cut,
    silence() {
      for (const line of open) line.silence()
    },
    slowDown: (factor) => void (slowness = factor),
    mend() {
      isUp = true
      slowness = 1
    },
    connect,
    delayMs,
  }
}
