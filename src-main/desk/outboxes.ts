import type { DeskFilesKeeper } from '../attachments/keep-desk-files.ts'
import { createObservableValue } from '../flow/observable-value.ts'
import type { Seat } from '../session/seat.ts'
import type { Session } from '../session/session.ts'
import { createReplicaLine } from '../sync/replica-line.ts'
import type { Vaults } from '../vault/vaults.ts'
import { type DeskKeeper, type DeskKeeperParts, keepDesk } from './desk-keeper.ts'
import { createTurns } from '#shared/kit/in-turn.ts'

interface OutboxesParts {
  readonly session: Pick<Session, 'seat' | 'other'>
  readonly vaults: Pick<Vaults, 'list'>
  readonly parts: DeskKeeperParts
  readonly files: Pick<DeskFilesKeeper, 'sendFor' | 'stopSendingFor'>
  /** Whoever sat here has let go of their log. */
  deskSettled(): Promise<unknown>
}

/** What others left unsent when they locked their desk and went: it goes out whoever sits here now. */
export interface Outboxes {
  /** Its agent comes back, or it is to be erased. Answers how much of it is not sent. */
  release(replicaId: string): Promise<number>
  close(): Promise<void>
}

const lookEveryMs = 3_600_000

export function keepOutboxes({ session, vaults, parts, files, deskSettled }: OutboxesParts): Outboxes {
  const open = new Map<string, DeskKeeper>()
  let isClosed = false
  const turn = createTurns(fail)

  function fail(error: unknown): void {
    parts.diagnostics.error({ event: 'outbox-failure', name: error instanceof Error ? error.name : 'unknown' })
  }

  async function look(): Promise<void> {
    for (const replicaId of await vaults.list()) {
      if (isClosed || open.has(replicaId) || session.seat.get()?.replicaId === replicaId) continue
      const seat = await session.other(replicaId)
      if (!seat) continue
      // Whoever is not here is asked about all the same: their desk may have to be erased.
      const asked = await seat.tokens.renew()
      if (asked.ok || asked.problem !== 'ended') await send(replicaId, seat)
    }
  }

  async function send(replicaId: string, seat: Seat): Promise<void> {
    const keeper = keepDesk(
      {
        seat: createObservableValue<Seat | null>(seat),
        end: () => shut(replicaId),
        recheck: async () => void (await seat.tokens.renew()),
      },
      { ...parts, line: createReplicaLine() },
    )
    open.set(replicaId, keeper)
    const { state } = await keeper.now()
    const left = await files.sendFor(seat, keeper.sync)
    const isDone = () => (state !== 'open' || keeper.sync.get().waiting === 0) && (left?.unsent.get() ?? 0) === 0
    if (isDone()) return shut(replicaId)
    const shutWhenDone = () => {
      if (open.get(replicaId) === keeper && isDone()) void turn(() => shut(replicaId))
    }
    keeper.sync.onChange(shutWhenDone)
    left?.unsent.onChange(shutWhenDone)
  }

  async function shut(replicaId: string): Promise<void> {
    const keeper = open.get(replicaId)
    open.delete(replicaId)
    await files.stopSendingFor(replicaId)
    await keeper?.close()
  }

  let cancelLook = () => {}
  // Not within a turn: the desk that is being opened waits for ours.
  function lookSoon(): void {
    cancelLook()
    cancelLook = parts.timers.after(lookEveryMs, lookSoon)
    void deskSettled().then(
      () => turn(look),
      (error: unknown) => fail(error),
    )
  }

  const stopFollowing = session.seat.onChange(lookSoon)
  lookSoon()

  return {
    release: (replicaId) =>
      turn(async () => {
        const waiting = open.get(replicaId)?.sync.get().waiting ?? 0
        await shut(replicaId)
        return waiting
      }),
    async close() {
      isClosed = true
      stopFollowing()
      cancelLook()
      await turn(async () => {
        for (const replicaId of [...open.keys()]) await shut(replicaId)
      })
    },
  }
}
