import type { ChatFrame, VisitorFrame } from '#shared/sync/chat-protocol.ts'
import { backoffMs } from './backoff.ts'
import { parseFrame } from './parse-frame.ts'
import type { After, Cancel } from './timers.ts'

/** `connecting` is hopeful; `offline` means that at least one attempt failed; `refused` that the server will not have us. */
export type ConnectionState = 'idle' | 'connecting' | 'online' | 'offline' | 'refused'

export interface SocketEvents {
  opened(): void
  received(text: string): void
  closed(): void
}

export interface ChatSocket {
  send(text: string): void
  close(): void
}

export interface ConnectionPorts {
  openSocket(events: SocketEvents): ChatSocket
  after: After
  random(): number
  hello(): Extract<VisitorFrame, { frame: 'hello' }>
  /** Every frame but pongs, in order. A `welcome` comes after the state has become `online`. */
  received(frame: ChatFrame): void
  changed(state: ConnectionState): void
}

export interface Connection {
  start(): void
  /** Leaves the present socket and begins again with a new hello. */
  restart(): void
  /** The page woke up, or the network came or went: find out now instead of at the next beat. */
  checkNow(): void
  /** Sends only while online. */
  send(frame: VisitorFrame): void
  /** Runs `answered` when the server has answered to everything sent so far; never, if the connection dies first. */
  afterAnswer(answered: () => void): void
}

export const welcomeWithinMs = 10_000
export const pingEveryMs = 20_000
export const pongWithinMs = 6_000
export const refusedWaitMs = 60_000

export function createConnection(ports: ConnectionPorts): Connection {
  let state: ConnectionState = 'idle'
  let socket: ChatSocket | undefined
  /** Events of an earlier socket carry an earlier number and are not heard. */
  let generation = 0
  let failures = 0
  let lastPing = 0
  const waitingPongs = new Map<number, (() => void) | undefined>()
  let cancelTimer: Cancel = () => undefined
  let cancelPongTimer: Cancel = () => undefined

  function become(next: ConnectionState) {
    if (next === state) return
    state = next
    ports.changed(next)
  }

  function later(delayMs: number, run: () => void) {
    cancelTimer()
    cancelTimer = ports.after(delayMs, run)
  }

  function leaveSocket() {
    generation++
    cancelTimer()
    cancelPongTimer()
    waitingPongs.clear()
    socket?.close()
    socket = undefined
  }

  function open() {
    leaveSocket()
    const own = generation
    const heard = () => own === generation
    later(welcomeWithinMs, lost)
    socket = ports.openSocket({
      opened() {
        if (heard()) write(ports.hello())
      },
      received(text) {
        if (heard()) take(text)
      },
      closed() {
        if (heard()) lost()
      },
    })
  }

  function lost() {
    leaveSocket()
    failures++
    become(state === 'online' ? 'connecting' : 'offline')
    later(backoffMs(failures, ports.random), open)
  }

  function write(frame: VisitorFrame) {
    socket?.send(JSON.stringify(frame))
  }

  function ping(answered?: () => void) {
    // A socket can stay "open" for minutes after the network went away: only an answer proves it.
    if (waitingPongs.size === 0) cancelPongTimer = ports.after(pongWithinMs, lost)
    lastPing++
    waitingPongs.set(lastPing, answered)
    write({ frame: 'ping', n: lastPing })
  }

  function beat() {
    ping()
    later(pingEveryMs, beat)
  }

  function take(text: string) {
    const frame = parseFrame(text)
    if (!frame) return
    if (frame.frame === 'pong') return takePong(frame.n)
    if (frame.frame === 'refused' && frame.messageId === null && state !== 'online') return refuse(frame)
    if (frame.frame === 'welcome') {
      become('online')
      later(pingEveryMs, beat)
    }
    ports.received(frame)
  }

  function takePong(n: number) {
    // A server that greets and hangs up again has not recovered: only one that also answers has.
    failures = 0
    cancelPongTimer()
    for (const [sent, answered] of waitingPongs) {
      if (sent > n) continue
      waitingPongs.delete(sent)
      answered?.()
    }
    if (waitingPongs.size > 0) cancelPongTimer = ports.after(pongWithinMs, lost)
  }

  function refuse(frame: ChatFrame) {
    leaveSocket()
    become('refused')
    later(refusedWaitMs * (1 + ports.random()), open)
    ports.received(frame)
  }

  return {
    start() {
      if (state !== 'idle') return
      become('connecting')
      open()
    },
    restart() {
      if (state === 'idle') return
      become('connecting')
      open()
    },
    checkNow() {
      if (state === 'online') ping()
      else if (state !== 'idle' && !socket) open()
    },
    send(frame) {
      if (state === 'online') write(frame)
    },
    afterAnswer(answered) {
      if (state === 'online') ping(answered)
    },
  }
}
