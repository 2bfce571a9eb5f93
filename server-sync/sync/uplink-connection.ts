import type { Outcome } from '#shared/sync/outcome.ts'
import { type DownlinkFrame, type UplinkFrame, protocolVersion } from '#shared/sync/protocol.ts'
import { type Clock, systemClock } from '#shared/kit/clock.ts'
import { unreachable } from '#shared/kit/unreachable.ts'
import { type Session, actorOf } from '../auth/sessions.ts'
import { createTokenBuckets } from '../limits/token-bucket.ts'
import type { ApplyCommand } from './apply-command.ts'
import type { FeedWindow } from './feed-window.ts'
import { pageText, visibleTo } from './page-text.ts'
import { type ParsedUplink, parseUplinkFrame } from './parse-uplink-frame.ts'
import type { SyncSocket } from './sync-socket.ts'
import { type Timers, systemTimers } from './timers.ts'

export type Goodbye = Extract<DownlinkFrame, { frame: 'goodbye' }>['reason']

/** What a desk says of this moment, and hears of it: beside the commands and the feed, and worth nothing later. */
type MomentUp = Extract<UplinkFrame, { frame: 'here' | 'presence' | 'given-back-seen' }>
type MomentDown = Extract<DownlinkFrame, { frame: 'around' | 'presences' | 'given-back' }>

/** Whoever hears and tells that. */
export interface Moments {
  /** Right after the welcome. */
  greeted(connection: UplinkConnection): void
  heard(connection: UplinkConnection, frame: MomentUp): Promise<void>
  /** @param wasItsLine false when its desk has a newer one, or never said hello on it */
  gone(connection: UplinkConnection, wasItsLine: boolean): void
}

export interface UplinkNeeds {
  readonly applyCommand: ApplyCommand
  readonly renewSession: (session: Session) => Promise<Session | undefined>
  readonly decidedUpTo: (replicaId: string, logId: string, viewer: Session) => Promise<number>
  readonly feed: { readonly epoch: string; readonly head: number }
  readonly onFailure: (error: unknown) => void
  readonly timers?: Timers
  readonly clock?: Clock
  readonly moments?: Moments
}

export interface UplinkConnection {
  readonly session: Session
  /** False: it reads too slowly, or has gone. */
  tell(frame: MomentDown): boolean
  push(window: FeedWindow): void
  /** The session as it is now; `undefined`: it has ended. A desk whose agent may do or see something else has to start anew. */
  renew(renewed: Session | undefined): void
  leave(reason: Goodbye): void
  /** When all that arrived is answered. */
  settled(): Promise<void>
}

/** A desk that reads slower than it is written to is told to catch up, once this much waits for it. */
const bufferedMaxBytes = 8 * 1024 * 1024
/** Pages are left out long before; only who asks on and on without reading gets here. */
const unreadMaxBytes = 2 * bufferedMaxBytes
/** Frames that wait for their turn; then the socket is not read any further. */
const waitingMax = 20
const helloWithinMs = 10_000
/** A desk says what it shows at most once a second, and now and then again. */
const momentsAtOnce = 30
const momentEveryMs = 500

/** @param onHello registers the desk; everything the tail has from that moment on must be pushed. */
export function createUplinkConnection(
  socket: SyncSocket,
  opened: Session,
  needs: UplinkNeeds,
  onHello: (connection: UplinkConnection) => void,
): UplinkConnection {
  let session = opened
  let logId: string | undefined
  let deviceSeq = 0
  let pushedTo: number | undefined
  let isLagging = false
  let hasLeft = false
  let waiting = 0
  let turn: Promise<void> = Promise.resolve()
  const moments = createTokenBuckets({
    clock: needs.clock ?? systemClock,
    capacity: momentsAtOnce,
    refillMs: momentEveryMs,
  })
  const callOffHello = (needs.timers ?? systemTimers).after(helloWithinMs, () => leave('protocol'))

  const connection: UplinkConnection = {
    get session() {
      return session
    },
    push,
    tell,
    renew,
    leave,
    settled: () => turn,
  }
  socket.on('message', (data, isBinary) => {
    const frame = isBinary ? undefined : parseUplinkFrame(String(data))
    if (!frame) return leave('protocol')
    // Liveness is answered at once, also while a long batch is being decided.
    if (frame.frame === 'ping') {
      if (socket.bufferedAmount > unreadMaxBytes) return leave('protocol')
      return send({ frame: 'pong', n: frame.n })
    }
    inTurn(frame)
  })
  socket.on('close', callOffHello)
  return connection

  function inTurn(frame: Exclude<ParsedUplink, { frame: 'ping' }>): void {
    if (++waiting >= waitingMax) socket.pause()
    turn = turn
      .then(() => answer(frame))
      .catch((error: unknown) => {
        needs.onFailure(error)
        // The desk connects again and hears how far its log is decided.
        socket.close(1011)
      })
      .finally(() => {
        if (--waiting < waitingMax) socket.resume()
      })
  }

  async function answer(frame: Exclude<ParsedUplink, { frame: 'ping' }>): Promise<void> {
    if (socket.readyState !== socket.OPEN) return
    switch (frame.frame) {
      case 'hello':
        if (logId !== undefined || frame.protocol !== protocolVersion) return leave('protocol')
        if (frame.replicaId !== session.replicaId) return leave('signed-out')
        deviceSeq = await needs.decidedUpTo(session.replicaId, frame.logId, session)
        logId = frame.logId
        callOffHello()
        onHello(connection)
        welcome()
        return needs.moments?.greeted(connection)
      case 'commands': {
        const isForeign = [...frame.replicaIds].some((replicaId) => replicaId !== session.replicaId)
        if (logId === undefined || isForeign) return leave('protocol')
        renew(await needs.renewSession(session))
        if (hasLeft) return
        const outcomes: Outcome[] = []
        for (const command of frame.commands) {
          const outcome = await needs.applyCommand.device(actorOf(session), session.replicaId, command)
          outcomes.push(outcome)
          // What follows depends on it.
          if (outcome.outcome === 'retry' || outcome.outcome === 'forked') break
          deviceSeq = Math.max(deviceSeq, outcome.deviceSeq)
        }
        return send({ frame: 'outcomes', outcomes })
      }
      case 'here':
      case 'presence':
      case 'given-back-seen':
        if (logId === undefined || !moments.take('')) return leave('protocol')
        return needs.moments?.heard(connection, frame)
      default:
        return unreachable(frame)
    }
  }

  /** Nothing may be awaited between reading the head and being registered: pages follow from there without a gap. */
  function welcome(): void {
    isLagging = false
    pushedTo = needs.feed.head
    send({ frame: 'welcome', epoch: needs.feed.epoch, head: pushedTo, deviceSeq })
  }

  function push(window: FeedWindow): void {
    if (pushedTo === undefined || isLagging || window.to <= pushedTo) return
    if (socket.bufferedAmount > bufferedMaxBytes) {
      isLagging = true
      return
    }
    const visible = visibleTo(session, window.items)
    if (visible.length === 0) return
    const page = pageText({ epoch: window.epoch, from: pushedTo, to: window.to }, visible)
    pushedTo = window.to
    sendText(`{"frame":"page","page":${page}}`)
  }

  /** Its replica holds what was allowed before, and its screens offer it: with new tokens it hears what is allowed, and fetches that. */
  function renew(renewed: Session | undefined): void {
    if (!renewed || !mayTheSame(session, renewed)) return leave('signed-out')
    session = renewed
  }

  function leave(reason: Goodbye): void {
    hasLeft = true
    callOffHello()
    send({ frame: 'goodbye', reason })
    socket.close(reason === 'shutting-down' ? 1001 : 4000, reason)
  }

  function tell(frame: MomentDown): boolean {
    if (isLagging || socket.readyState !== socket.OPEN || socket.bufferedAmount > bufferedMaxBytes) return false
    send(frame)
    return true
  }

  function send(frame: DownlinkFrame): void {
    sendText(JSON.stringify(frame))
  }

  function sendText(text: string): void {
    if (socket.readyState !== socket.OPEN) return
    socket.send(text, () => {
      // Drained: a fresh welcome says from where pages follow again; what was left out is pulled.
      if (isLagging && socket.bufferedAmount === 0) welcome()
    })
  }
}

const mayTheSame = (before: Session, now: Session) =>
  areSame(before.brandIds, now.brandIds) && areSame(before.rights, now.rights)

function areSame(some: readonly string[], others: readonly string[]): boolean {
  const [left, right] = [new Set(some), new Set(others)]
  return left.size === right.size && [...left].every((each) => right.has(each))
}
