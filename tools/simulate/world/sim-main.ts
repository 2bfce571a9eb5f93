import type { IdSource } from '#shared/kit/id-source.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { type DeskKeeper, keepDesk } from '../../../src-main/desk/desk-keeper.ts'
import type { OpenedDesk } from '../../../src-main/desk/desk.ts'
import { type SeatParts, seatDesk } from '../../../src-main/desk/seat-desk.ts'
import { createObservableValue } from '../../../src-main/flow/observable-value.ts'
import type { Log } from '../../../src-main/log/create-log.ts'
import type { Seat } from '../../../src-main/session/seat.ts'
import { logRefusals } from '../../../src-main/sync/command-log/log-refusals.ts'
import type { LogNotes } from '../../../src-main/sync/command-log/log-notes.ts'
import { type LogEvent, openOwnedLog } from '../../../src-main/sync/command-log/open-command-log.ts'
import { type ReplicaLine, createReplicaLine } from '../../../src-main/sync/replica-line.ts'
import { type Progress, openReplicaProgress } from '../../../src-main/sync/replica-progress.ts'
import type { OpenWire } from '../../../src-main/sync/uplink/wire.ts'
import type { Bugs } from '../bugs/bugs.ts'
import type { Random } from '../schedule/random.ts'
import type { Life } from './life.ts'
import type { MachineClock } from './machine-clock.ts'
import { nullSealer } from './null-sealing.ts'
import type { SimDisk } from './sim-disk.ts'

/** One run of a workstation's main process over a disk that outlives it. */
export interface SimMain {
  readonly life: Life
  readonly desks: DeskKeeper
  readonly line: ReplicaLine
}

interface Parts {
  readonly life: Life
  readonly seat: Seat
  readonly disk: SimDisk
  readonly clock: MachineClock
  readonly random: Random
  readonly newId: IdSource
  readonly openWire: OpenWire
  readonly bugs: Bugs
  hasNetwork(): boolean
  onLogEvent(event: LogEvent): void
  /** The session ended, or something failed that never should. */
  onTrouble(what: string): void
}

const keepDays = 14

export function startSimMain(parts: Parts): SimMain {
  const { life, disk, clock, random, newId, bugs } = parts
  const { replicaId } = parts.seat
  const session = {
    seat: createObservableValue<Seat | null>(parts.seat),
    // The simulated server never means it.
    recheck: async () => undefined,
    async end(problem: string) {
      parts.onTrouble(`signed out: ${problem}`)
      session.seat.set(null)
    },
  }

  async function open(seatParts: SeatParts, seat: Seat, startOver: boolean): Promise<OpenedDesk> {
    try {
      const log = await openOwnedLog(
        { replicaId, clock, newId, keepDays, startOver, report: parts.onLogEvent },
        {
          disk: disk.openFor(life),
          notes: disk.document<LogNotes>('decided.json', life),
          sealer: nullSealer,
          unlock: async () => undefined,
        },
      )
      const progress = await openReplicaProgress(disk.document<Progress>('replica.json', life))
      return { ok: true, desk: seatDesk(seatParts, seat, { log: bugs.log(log), progress }) }
    } catch (error) {
      return { ok: false, refusal: logRefusals.fromDisk(error) satisfies Refusal }
    }
  }

  const line = createReplicaLine()
  const desks = keepDesk(
    session,
    {
      dataDir: '',
      keepDays,
      newId,
      line,
      openWire: () => parts.openWire,
      clock,
      timers: life,
      random: random.next,
      diagnostics: diagnosticsTo(parts.onTrouble),
      hasNetwork: parts.hasNetwork,
      whyUnreachable: () => null,
    },
    open,
  )
  return { life, desks, line }
}

/** Bugs only: what is repaired, lost on the way or refused belongs to the simulation. */
function diagnosticsTo(onTrouble: (what: string) => void): Log {
  const look = (line: { event?: string; problem?: string; name?: string }) => {
    if (line.event === 'desk-failure' || line.problem === 'uplink/bad-frame')
      onTrouble(`${line.event} ${line.problem ?? line.name ?? ''}`)
  }
  return { info: look, warn: look, error: look, debug: look } as unknown as Log
}
