import type { Refusal } from '#shared/kit/refusal.ts'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { Seat } from '../session/seat.ts'
import type { Session } from '../session/session.ts'
import { type DeskParts, openDesk } from './desk.ts'
import type { Desk } from './seat-desk.ts'

type DeskNow =
  | { readonly state: 'open'; readonly desk: Desk }
  | { readonly state: 'signed-out' }
  /** Signed in, and the log cannot be opened: nothing can be saved here. */
  | { readonly state: 'closed'; readonly refusal: Refusal }

export interface DeskKeeper {
  readonly sync: ReadableValue<SyncState>
  /** After any change under way. A desk that could not be opened is tried again. */
  now(): Promise<DeskNow>
  /** The computer woke up: the server is asked for at once. */
  resume(): void
  /** @returns how many commands of this replica are not sent; it is closed when this resolves */
  leave(replicaId: string): Promise<number>
  close(): Promise<void>
}

export type DeskKeeperParts = Omit<DeskParts, 'onSignedOut' | 'onForked' | 'onRestoredTooFar' | 'onUnreadable'>

/** Why a log is begun anew. */
type StartOver = 'forked' | 'restored-too-far'

const reopenAfterMs = 1_000
const closedAgainMs = 5_000

/** Opens the desk of whoever signs in, and closes it when they leave; one after the other. */
export function keepDesk(
  session: Pick<Session, 'seat' | 'end' | 'recheck'>,
  parts: DeskKeeperParts,
  openOne = openDesk,
): DeskKeeper {
  const sync = createObservableValue<SyncState>(signedOut())
  let current: DeskNow = { state: 'signed-out' }
  let openFor: Seat | null = null
  let stopFollowing = () => {}
  let cancelReopening = () => {}
  let turning: Promise<void> = Promise.resolve()

  function turn(step: () => Promise<void>): Promise<void> {
    turning = turning.then(step).catch((error: unknown) => {
      parts.diagnostics.error({ event: 'desk-failure', name: error instanceof Error ? error.name : 'unknown' })
    })
    return turning
  }

  async function closeCurrent(forGood: boolean): Promise<void> {
    stopFollowing()
    const closing = current
    current = { state: 'signed-out' }
    openFor = null
    // Whoever goes on at once has not signed out.
    if (forGood) sync.set(signedOut())
    if (closing.state === 'open') await closing.desk.close(forGood)
  }

  async function open(seat: Seat, because?: StartOver): Promise<void> {
    const opened = await openOne(
      {
        ...parts,
        onSignedOut: () => void askWhetherEnded(seat),
        onForked: () => void turn(() => (because === 'forked' ? giveUp() : startOver(seat, 'forked'))),
        onRestoredTooFar: () => void turn(() => startOver(seat, 'restored-too-far')),
        onUnreadable: () => reopenSoon(seat),
      },
      seat,
      because !== undefined,
    )
    if (!opened.ok) {
      parts.diagnostics.error({ event: 'desk-closed', problem: opened.refusal.kind })
      current = { state: 'closed', refusal: opened.refusal }
      sync.set({ state: 'not-saving', problem: opened.refusal.kind, waiting: 0, sinceAt: parts.clock.now() })
      tryAgainSoon(seat)
      return
    }
    current = { state: 'open', desk: opened.desk }
    openFor = seat
    const here = session.seat.get()
    if (here?.tokens === seat.tokens) opened.desk.take(here)
    sync.set(opened.desk.uplink.state.get())
    stopFollowing = opened.desk.uplink.state.onChange(sync.set)
  }

  async function reopen(seat: Seat, because?: StartOver): Promise<void> {
    // Locked or with other rights by now, perhaps; but the same session.
    const here = session.seat.get()
    const isStaying = here?.tokens === seat.tokens
    await closeCurrent(!isStaying)
    if (isStaying) await open(here, because)
  }

  function startOver(seat: Seat, because: StartOver): Promise<void> {
    parts.diagnostics.warn({ event: `log-${because}` })
    return reopen(seat, because)
  }

  /** Opening repairs what can be repaired; a disk that does not answer at all is not asked too often. */
  function reopenSoon(seat: Seat): void {
    parts.diagnostics.error({ event: 'log-unreadable' })
    const unreadable = current
    cancelReopening()
    cancelReopening = parts.timers.after(
      reopenAfterMs,
      () => void turn(async () => (current === unreadable ? reopen(seat) : undefined)),
    )
  }

  /** A full disk is emptied, another process ends: nobody has to do anything here for it to go on. */
  function tryAgainSoon(seat: Seat): void {
    const closed = current
    cancelReopening()
    cancelReopening = parts.timers.after(
      closedAgainMs,
      () => void turn(async () => (current === closed ? reopen(seat) : undefined)),
    )
  }

  /** Not even a new log is taken: another computer works as this one. Its person has to choose; nothing unsent is thrown away. */
  async function giveUp(): Promise<void> {
    parts.diagnostics.error({ event: 'log-forked-again' })
    await session.end('session/forked')
  }

  async function follow(seat: Seat | null): Promise<void> {
    const here = session.seat.get()
    if (current.state === 'open' && here && here.tokens === openFor?.tokens) return current.desk.take(here)
    // What came in between has come and gone.
    if (seat !== here) return
    await closeCurrent(true)
    if (seat) await open(seat)
  }

  /** The server said so on the line. It may have meant the line only. */
  async function askWhetherEnded(seat: Seat): Promise<void> {
    await session.recheck()
    cancelReopening()
    cancelReopening = parts.timers.after(
      reopenAfterMs,
      () => void turn(async () => (session.seat.get()?.tokens === seat.tokens ? reopen(seat) : undefined)),
    )
  }

  function signedOut(): SyncState {
    return { state: 'signed-out', waiting: 0, sinceAt: parts.clock.now() }
  }

  const stopListening = session.seat.onChange((seat) => void turn(() => follow(seat)))
  void turn(() => follow(session.seat.get()))

  return {
    sync,
    async now() {
      await turning
      const seat = session.seat.get()
      if (current.state === 'closed' && seat) await turn(() => follow(seat))
      return current
    },
    resume() {
      if (current.state === 'open') current.desk.uplink.resume()
    },
    async leave(replicaId) {
      const waiting = openFor?.replicaId === replicaId ? sync.get().waiting : 0
      if (openFor?.replicaId === replicaId) await turn(() => closeCurrent(true))
      else await turning
      return waiting
    },
    async close() {
      stopListening()
      cancelReopening()
      await turn(() => closeCurrent(true))
    },
  }
}
