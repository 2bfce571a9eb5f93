import type { Clock } from '#shared/kit/clock.ts'
import { unreachable } from '#shared/kit/unreachable.ts'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { FeedPage } from '#shared/sync/feed.ts'
import type { Outcome } from '#shared/sync/outcome.ts'
import {
  type DownlinkFrame,
  type UplinkFrame,
  batchMax,
  frameMaxBytes,
  protocolVersion,
} from '#shared/sync/protocol.ts'
import { type ReadableValue, createObservableValue } from '../../flow/observable-value.ts'
import type { Timers } from '../../flow/timers.ts'
import type { CommandLog } from '../command-log/command-log.ts'
import { backoffMs } from './backoff.ts'
import { type Heartbeat, startHeartbeat } from './heartbeat.ts'
import { parseDownlinkFrame } from './parse-downlink-frame.ts'
import type { OpenWire, Wire, WireEnd } from './wire.ts'

export interface UplinkParts {
  readonly log: Pick<CommandLog, 'logId' | 'after' | 'last' | 'decided' | 'decide'>
  readonly replicaId: string
  readonly token: string
  readonly openWire: OpenWire
  readonly clock: Clock
  readonly timers: Timers
  readonly random: () => number
  hasNetwork(): boolean
  onHead(head: { epoch: string; seq: number }): void
  onPage(page: FeedPage): void
  /** Handed to the server up to here. */
  onUplinked(deviceSeq: number): void
  /** The server ended this session. */
  onSignedOut(): void
  /** The server knows this log's numbers from another computer. */
  onForked(): void
  report(problem: 'uplink/bad-frame' | 'uplink/out-of-step' | 'uplink/protocol' | 'uplink/replaced'): void
}

export interface Uplink {
  readonly state: ReadableValue<SyncState>
  uplinkedTo(): number
  /** The log has something new. */
  wake(): void
  close(): void
}

/** How long the server may take over a batch before the connection counts as stuck. */
const outcomesPatienceMs = 30_000
/** After an answer that a new connection will not change: another version, another process in our place. */
const hopelessPauseMs = 30_000

/** Keeps one desk and the server together: commands up, strictly in order; outcomes, feed pages and heads down. */
export function startUplink(parts: UplinkParts): Uplink {
  const { log, clock, timers } = parts
  let wire: Wire | undefined
  let heartbeat: Heartbeat | undefined
  let isWelcome = false
  let isClosed = false
  let tries = 0
  let pauseMs: number | undefined
  let lastPing = 0
  let uplinkedTo = log.decided()
  /** Number of the last command of the batch that waits for its outcomes; 0 when none does. */
  let inFlightTo = 0
  let cancelRetry = () => {}
  let cancelPatience = () => {}
  const state = createObservableValue<SyncState>({ state: 'syncing', waiting: waiting(), sinceAt: clock.now() })

  connect()
  return {
    state,
    uplinkedTo: () => uplinkedTo,
    wake() {
      show()
      sendNext()
    },
    close() {
      isClosed = true
      cancelRetry()
      leaveWire()
    },
  }

  function connect() {
    const current: Wire = parts.openWire(parts.token, {
      opened: () =>
        wire === current &&
        send({ frame: 'hello', protocol: protocolVersion, replicaId: parts.replicaId, logId: log.logId }),
      received: (text) => wire === current && receive(text),
      closed: (end) => wire === current && lost(end),
    })
    wire = current
  }

  /** Drops the wire and forgets it, so that nothing it still says is heard. */
  function leaveWire() {
    const left = wire
    wire = undefined
    isWelcome = false
    inFlightTo = 0
    cancelPatience()
    heartbeat?.stop()
    heartbeat = undefined
    left?.drop()
  }

  function lost(end: WireEnd) {
    leaveWire()
    if (isClosed) return
    if (end === 'refused') return parts.onSignedOut()
    show()
    cancelRetry()
    cancelRetry = timers.after(pauseMs ?? backoffMs(tries++, parts.random), connect)
    pauseMs = undefined
  }

  function send(frame: UplinkFrame) {
    wire?.send(JSON.stringify(frame))
  }

  function receive(text: string) {
    heartbeat?.heard()
    const frame = parseDownlinkFrame(text)
    if (frame) return take(frame)
    parts.report('uplink/bad-frame')
    lost('lost')
  }

  function take(frame: DownlinkFrame) {
    switch (frame.frame) {
      case 'welcome':
        return welcome(frame)
      case 'outcomes':
        return decide(frame.outcomes)
      case 'page':
        return parts.onPage(frame.page)
      case 'pong':
        return undefined
      case 'goodbye':
        return goodbye(frame.reason)
      default:
        return unreachable(frame)
    }
  }

  function welcome({ epoch, head, deviceSeq }: Extract<DownlinkFrame, { frame: 'welcome' }>) {
    // Decided by the server, never written here: this is an old copy of the log, and its next numbers are used up.
    if (deviceSeq > log.last()) return forked()
    isWelcome = true
    tries = 0
    log.decide(deviceSeq)
    heartbeat = startHeartbeat(parts, {
      ping: () => send({ frame: 'ping', n: ++lastPing }),
      dead: () => {
        tries = 0
        lost('lost')
      },
    })
    parts.onHead({ epoch, seq: head })
    show()
    sendNext()
  }

  function sendNext() {
    if (!isWelcome || inFlightTo > 0) return
    const batch = fittingOneFrame(log.after(log.decided(), batchMax))
    const newest = batch.at(-1)
    if (!newest) return
    inFlightTo = newest.deviceSeq
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
    cancelPatience = timers.after(afterMs, () => {
      inFlightTo = 0
      sendNext()
    })
  }

  function goodbye(reason: Extract<DownlinkFrame, { frame: 'goodbye' }>['reason']) {
    switch (reason) {
      case 'signed-out':
        leaveWire()
        return parts.onSignedOut()
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

  function forked() {
    leaveWire()
    isClosed = true
    parts.onForked()
  }

  function waiting() {
    return log.last() - log.decided()
  }

  function show() {
    const before = state.get()
    const now = isWelcome
      ? waiting() > 0
        ? 'syncing'
        : 'online'
      : parts.hasNetwork()
        ? 'server-unreachable'
        : 'offline'
    // Until the first try has ended nothing is known to be wrong.
    const shown = !isWelcome && wire && before.state === 'syncing' && tries === 0 ? 'syncing' : now
    if (shown === before.state && waiting() === before.waiting) return
    state.set({ state: shown, waiting: waiting(), sinceAt: shown === before.state ? before.sinceAt : clock.now() })
  }
}

function fittingOneFrame(commands: readonly Envelope[]): Envelope[] {
  // Escapes can make six bytes of one character; a third of the frame leaves room for that and for the wrapping.
  let left = frameMaxBytes / 3
  const fitting = commands.filter((command) => (left -= JSON.stringify(command).length) > 0)
  return fitting.length > 0 ? fitting : commands.slice(0, 1)
}
