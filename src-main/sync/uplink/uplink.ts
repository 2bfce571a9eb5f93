import type { Clock } from '#shared/kit/clock.ts'
import { unreachable } from '#shared/kit/unreachable.ts'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { FeedPage } from '#shared/sync/feed.ts'
import type { Outcome } from '#shared/sync/outcome.ts'
import { type DownlinkFrame, type UplinkFrame, batchMax, protocolVersion } from '#shared/sync/protocol.ts'
import type { ReadableValue } from '../../flow/observable-value.ts'
import type { Timers } from '../../flow/timers.ts'
import type { CommandLog } from '../command-log/command-log.ts'
import { backoffMs } from './backoff.ts'
import { fittingOneFrame } from './fitting-one-frame.ts'
import { type Heartbeat, createHeartbeat } from './heartbeat.ts'
import type { Moments } from './moments.ts'
import { parseDownlinkFrame } from './parse-downlink-frame.ts'
import { startPulse } from './pulse.ts'
import { type LinkState, createSyncState } from './sync-state.ts'
import type { OpenWire, Wire, WireEnd } from './wire.ts'

export interface UplinkParts {
  readonly log: Pick<CommandLog, 'logId' | 'after' | 'base' | 'last' | 'decided' | 'decide' | 'epoch' | 'enterEpoch'>
  readonly replicaId: string
  readonly openWire: OpenWire
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  readonly moments?: Moments | undefined
  hasNetwork(): boolean
  /** Why the last try to get there failed, where that is known. */
  whyUnreachable(): string | null
  onHead(head: { epoch: string; seq: number }): void
  /** @param bytes its size on the wire */
  onPage(page: FeedPage, bytes: number): void
  /** Handed to the server up to here. */
  onUplinked(deviceSeq: number): void
  /** The server knows less than it did: what is undecided begins anew after `to`. Told after the head. */
  onRestored(restored: { readonly from: number; readonly to: number }): void
  /** The server ended this session. */
  onSignedOut(): void
  /** The server knows this log's numbers from another computer. */
  onForked(): void
  /** The server was restored to a time of which this log has forgotten some: a new one has to carry the rest. */
  onRestoredTooFar(): void
  /** What was saved cannot be read back from the log. */
  onUnreadable(): void
  report(problem: UplinkProblem): void
}

export type UplinkProblem =
  | 'uplink/bad-frame'
  | 'uplink/out-of-step'
  | 'uplink/protocol'
  | 'uplink/replaced'
  | 'uplink/restored-too-far'

export interface Uplink {
  readonly state: ReadableValue<SyncState>
  uplinkedTo(): number
  /** The log has something new. */
  wake(): void
  /** The computer woke up: a connection from before is not waited for. */
  resume(): void
  /** What the feed has told the replica, also of what was still being decided when the server welcomed us. */
  decidedInFeed(decided: { readonly logId?: string | null | undefined; readonly cursor: number }): void
  close(): void
}

/** How long the server may take over a batch before the connection counts as stuck. */
const outcomesPatienceMs = 30_000
/** How long a connection may take until its welcome: before that no heartbeat looks after it. */
const welcomePatienceMs = 20_000
/** After an answer that a new connection will not change: another version, another process in our place. */
const hopelessPauseMs = 30_000
/** However long the server wants us to wait: a wrong number must not end all sending. */
const retryMaxMs = 60_000
/** A connection that lasted so long was a good one: the next try after it need not wait. */
const stableMs = 10_000

/** Keeps one desk and the server together: commands up, strictly in order; outcomes, feed pages and heads down. */
export function startUplink(parts: UplinkParts): Uplink {
  const { log, timers, hasNetwork } = parts
  let link: LinkState = 'trying'
  let wire: Wire | undefined
  let heartbeat: Heartbeat | undefined
  let hadNetwork = hasNetwork()
  let upMs = 0
  /** Since the present connection was asked for, until its welcome. */
  let unwelcomeMs = 0
  let isClosed = false
  let isReading = false
  let tries = 0
  let pauseMs: number | undefined
  let lastPing = 0
  let uplinkedTo = log.decided()
  /** Number of the last command of the batch that waits for its outcomes; 0 when none does. */
  let inFlightTo = 0
  let cancelRetry = () => {}
  let cancelPatience = () => {}
  const { value: state, show } = createSyncState({
    clock: parts.clock,
    link: () => link,
    waiting: () => log.last() - log.decided(),
    hasNetwork,
    whyUnreachable: parts.whyUnreachable,
  })
  /** The system has said that it woke up: the clock, which shows it a moment later, is no news. */
  let isResumed = false
  const stopPulse = startPulse(parts, { beat, jump })
  const { moments } = parts
  const stopMoments = moments?.onDue((frame) => link === 'up' && send(frame))

  connect()
  return {
    state,
    uplinkedTo: () => uplinkedTo,
    wake() {
      show()
      sendNext()
    },
    resume() {
      if (isClosed) return
      isResumed = true
      startAfresh()
    },
    decidedInFeed({ logId, cursor }) {
      if (!isClosed && logId === log.logId && cursor > log.last()) forked()
    },
    close,
  }

  function close() {
    isClosed = true
    stopPulse()
    stopMoments?.()
    cancelRetry()
    leaveWire()
  }

  function connect() {
    cancelRetry()
    const current: Wire = parts.openWire({
      opened: () =>
        wire === current &&
        send({ frame: 'hello', protocol: protocolVersion, replicaId: parts.replicaId, logId: log.logId }),
      received: (text) => wire === current && receive(text),
      closed: (end) => wire === current && lost(end),
    })
    wire = current
    unwelcomeMs = 0
  }

  /** Drops the wire and forgets it, so that nothing it still says is heard. */
  function leaveWire() {
    const left = wire
    wire = undefined
    inFlightTo = 0
    cancelPatience()
    heartbeat = undefined
    left?.drop()
    moments?.lost()
  }

  function lost(end: WireEnd) {
    leaveWire()
    if (isClosed) return
    link = 'down'
    if (end === 'refused') return signedOut()
    show()
    cancelRetry()
    cancelRetry = timers.after(pauseMs ?? backoffMs(tries++, parts.random), connect)
    pauseMs = undefined
  }

  /** The computer woke up, or got a network again: what there was of a connection is not to be trusted, nor worth waiting for. */
  function startAfresh() {
    leaveWire()
    link = 'trying'
    tries = 0
    hadNetwork = hasNetwork()
    connect()
    show()
  }

  function jump() {
    if (!isResumed) startAfresh()
    isResumed = false
  }

  function beat(elapsedMs: number) {
    isResumed = false
    const isBack = hasNetwork() && !hadNetwork
    hadNetwork = hasNetwork()
    if (link === 'up') {
      upMs += elapsedMs
      if (upMs >= stableMs) tries = 0
      if (!hadNetwork) return lost('lost')
      heartbeat?.passed(elapsedMs)
    } else if (isBack) startAfresh()
    else if (wire) {
      unwelcomeMs += elapsedMs
      if (unwelcomeMs >= welcomePatienceMs) lost('lost')
    }
    show()
  }

  function send(frame: UplinkFrame) {
    wire?.send(JSON.stringify(frame))
  }

  function receive(text: string) {
    heartbeat?.heard()
    const frame = parseDownlinkFrame(text)
    if (frame) return take(frame, text.length)
    parts.report('uplink/bad-frame')
    lost('lost')
  }

  function take(frame: DownlinkFrame, bytes: number) {
    switch (frame.frame) {
      case 'welcome':
        return welcome(frame)
      case 'outcomes':
        return decide(frame.outcomes)
      case 'page':
        return parts.onPage(frame.page, bytes)
      case 'pong':
        return undefined
      case 'around':
      case 'presences':
      case 'given-back':
        return moments?.take(frame)
      case 'goodbye':
        return goodbye(frame.reason)
      default:
        return unreachable(frame)
    }
  }

  /** Comes first on every connection, and again when the server left pages out because we were slow. */
  function welcome({ epoch, head, deviceSeq }: Extract<DownlinkFrame, { frame: 'welcome' }>) {
    // Decided by the server, never written here: this is an old copy of the log, and its next numbers are used up.
    if (deviceSeq > log.last()) return forked()
    if (deviceSeq < log.base()) return restoredTooFar()
    if (link !== 'up') {
      link = 'up'
      upMs = 0
      heartbeat = createHeartbeat({ ping: () => send({ frame: 'ping', n: ++lastPing }), dead: () => lost('lost') })
      for (const frame of moments?.first() ?? []) send(frame)
    }
    const from = log.decided()
    const isRestored = deviceSeq < from || (log.epoch() !== null && log.epoch() !== epoch)
    log.enterEpoch(epoch)
    // Never forward: that the server has decided so many does not say that they were these. What we have no outcome of is
    // sent again, and the server tells a repeated command from a copy of this disk that has used the same numbers.
    if (deviceSeq < from) log.decide(deviceSeq)
    parts.onHead({ epoch, seq: head })
    if (isRestored) {
      inFlightTo = 0
      cancelPatience()
      uplinkedTo = log.decided()
      parts.onRestored({ from, to: uplinkedTo })
    }
    show()
    sendNext()
  }

  function sendNext() {
    if (link !== 'up' || inFlightTo > 0 || isReading || log.last() === log.decided()) return
    isReading = true
    log.after(log.decided(), batchMax).then(
      (commands) => {
        isReading = false
        // What was asked for may have been decided, or begin anew, or have lost its connection meanwhile.
        if (commands[0]?.deviceSeq === log.decided() + 1 && link === 'up' && inFlightTo === 0) sendBatch(commands)
        else sendNext()
      },
      () => {
        isReading = false
        if (isClosed) return
        close()
        parts.onUnreadable()
      },
    )
  }

  function sendBatch(commands: readonly Envelope[]) {
    const batch = fittingOneFrame(commands)
    inFlightTo = log.decided() + batch.length
    send({ frame: 'commands', commands: batch })
    cancelPatience = timers.after(outcomesPatienceMs, () => lost('lost'))
    if (inFlightTo > uplinkedTo) {
      uplinkedTo = inFlightTo
      parts.onUplinked(uplinkedTo)
    }
  }

  function decide(outcomes: readonly Outcome[]) {
    for (const outcome of outcomes) {
      if (outcome.deviceSeq <= log.decided()) continue
      if (outcome.deviceSeq !== log.decided() + 1 || outcome.deviceSeq > inFlightTo) {
        parts.report('uplink/out-of-step')
        return lost('lost')
      }
      if (outcome.outcome === 'forked') return forked()
      if (outcome.outcome === 'retry') return retryAfter(outcome.afterMs)
      log.decide(outcome.deviceSeq)
      tries = 0
    }
    if (log.decided() >= inFlightTo) {
      inFlightTo = 0
      cancelPatience()
    }
    show()
    sendNext()
  }

  /** The whole rest of the batch waits with the command that could not be decided: order goes before speed. */
  function retryAfter(afterMs: number) {
    cancelPatience()
    show()
    cancelPatience = timers.after(Math.min(afterMs, retryMaxMs), () => {
      inFlightTo = 0
      sendNext()
    })
  }

  function goodbye(reason: Extract<DownlinkFrame, { frame: 'goodbye' }>['reason']) {
    switch (reason) {
      case 'signed-out':
        return signedOut()
      case 'protocol':
      case 'replaced':
        parts.report(`uplink/${reason}`)
        pauseMs = hopelessPauseMs
        return lost('lost')
      case 'shutting-down':
        return lost('lost')
      default:
        return unreachable(reason)
    }
  }

  function signedOut() {
    close()
    parts.onSignedOut()
  }

  /** What it lacks was forgotten here, so that its numbers would have a gap. */
  function restoredTooFar() {
    parts.report('uplink/restored-too-far')
    log.decide(log.base())
    close()
    parts.onRestoredTooFar()
  }

  function forked() {
    close()
    parts.onForked()
  }
}
