import type { Clock } from '#shared/kit/clock.ts'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { createTurns } from '#shared/kit/in-turn.ts'
import type { EraseOrder } from '../erase/erase-order.ts'
import type { JsonFile } from '../files/json-file.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { ServerPlace } from '../server/server-place.ts'
import type { DeviceIdentity } from '../vault/device-identity.ts'
import type { DeviceKeys } from '../vault/device-keys.ts'
import { isExpired, seen } from '../vault/guard.ts'
import type { Outbox } from '../vault/vault-file.ts'
import type { Vaults } from '../vault/vaults.ts'
import { type LockReason, describeSeat } from './describe-seat.ts'
import type { Door, Refused } from './door.ts'
import { type Credentials, type Entry, createEntrance } from './entry.ts'
import type { KeptSession, Who } from './kept-session.ts'
import type { LastSeat } from './last-seat.ts'
import { type Seat, createSeats } from './seat.ts'
import type { Tokens } from './tokens.ts'

export interface Session {
  readonly state: ReadableValue<SessionState>
  readonly seat: ReadableValue<Seat | null>
  signIn(credentials: Credentials): Promise<Entry>
  unlock(password: string, code?: string): Promise<Entry>
  lock(reason: LockReason): Promise<void>
  signOut(): Promise<void>
  /** The server ended it, or something here did: `problem` is shown to the person. Unsent work stays where it is. */
  end(problem: string): Promise<void>
  /** The server closed the line and said that this session is over: it is asked whether that is so. */
  recheck(): Promise<void>
  /** Somebody else's seat, locked, for as long as it takes to send what they left; null where that is not possible here. */
  other(replicaId: string): Promise<Seat | null>
  /** Time has passed: has a desk been without the server for too long? */
  checkExpiry(): Promise<void>
  passwordChanged(password: string, newPassword: string): Promise<void>
}

export interface SessionParts {
  readonly dataDir: string
  readonly place: ServerPlace
  readonly door: Door
  readonly device: DeviceKeys
  readonly vaults: Vaults
  readonly lastSeat: JsonFile<LastSeat>
  readonly clock: Clock
  /** As the computer calls itself. */
  readonly computer: { readonly name: string; readonly platform: string }
  /** Resolves when the keys are gone. */
  erase(order: EraseOrder): Promise<void>
  report(event: string, error?: unknown): void
}

/** The latest instant that the clock has shown is written down so often: more would only wear the disk. */
const noteClockEveryMs = 10 * 60_000

/** Takes up where the last run left off, locked. */
export async function openSession(parts: SessionParts): Promise<Session> {
  const { place, door, vaults, lastSeat, clock } = parts
  const seat = createObservableValue<Seat | null>(null)
  const state = createObservableValue<SessionState>(nobody(null))
  // One change after another: what is on disk and what is shown never disagree.
  const inTurn = createTurns()
  const seats = createSeats({
    ...parts,
    onRenewed: renewed,
    onEnded: (...ending) =>
      void inTurn(() => ended(...ending)).catch((error: unknown) => parts.report('session-failure', error)),
    onNotKept: (error) => parts.report('session-not-kept', error),
  })
  const entrance = createEntrance({
    ...parts,
    async goOn(replicaId, { outbox, dataKey }) {
      // What is renewed in this moment counts, not what it takes the place of.
      const here = seat.get()
      if (here?.replicaId === replicaId) await here.tokens.settled()
      const kept = await seats.kept(replicaId, outbox)
      return kept && sit(seats.make(replicaId, outbox, kept, dataKey))
    },
    async open({ dataKey }) {
      const here = seat.get()
      if (here) seat.set({ ...here, dataKey })
      await show()
    },
    failed: show,
    async admit(reply, { outbox, dataKey }) {
      await seat.get()?.tokens.forget()
      const kept = await seats.keep(reply.replicaId, outbox, reply)
      await sit(seats.make(reply.replicaId, outbox, kept, dataKey, reply))
    },
    erase: (replicaId, refusal, identity) => eraseDesk(replicaId, refusal, 'session/erased', identity),
  })

  function nobody(problem: string | null): SessionState {
    return place.address.get() ? { state: 'signed-out', problem } : { state: 'no-server' }
  }

  async function takeUp(): Promise<void> {
    const last = await lastSeat.read()
    const found = last && (await keptSeat(last.replicaId))
    if (found) await sit(found, 'started')
  }

  /** Locked. Null where this computer cannot open the outbox by itself, or there is no session any more. */
  async function keptSeat(replicaId: string): Promise<Seat | null> {
    const outbox: Outbox | null = await vaults.outbox(replicaId)
    const kept: KeptSession | null = outbox && (await seats.kept(replicaId, outbox))
    return outbox && kept && seats.make(replicaId, outbox, kept, null)
  }

  async function sit(next: Seat, reason?: LockReason): Promise<Seat> {
    await seat.get()?.tokens.forget()
    await lastSeat.write({ replicaId: next.replicaId })
    seat.set(next)
    await show(reason)
    return next
  }

  function renewed(tokens: Tokens, who: Who): void {
    const here = seat.get()
    if (here?.tokens !== tokens) return
    if (JSON.stringify(here.who) !== JSON.stringify(who)) seat.set({ ...here, who })
    show().catch((error: unknown) => parts.report('session-failure', error))
  }

  async function ended(replicaId: string, tokens: Tokens, refusal: Refused): Promise<void> {
    if (refusal.kind === 'auth/wipe') return eraseDesk(replicaId, refusal, 'session/erased')
    if (seat.get()?.tokens !== tokens) return seats.forget(replicaId)
    const isStolen = refusal.kind === 'auth/token-reused' || refusal.kind === 'auth/other-device'
    await leave(isStolen ? 'session/token-reused' : 'session/ended-by-server')
  }

  async function unlock(password: string, code?: string): Promise<Entry> {
    const here = seat.get()
    if (!here || here.dataKey) return { ok: false, problem: 'WRONG_PASSWORD' }
    return entrance.unlock({ replicaId: here.replicaId, agent: here.who.agent }, password, code)
  }

  async function lock(reason: LockReason): Promise<void> {
    const here = seat.get()
    if (!here?.dataKey) return
    here.dataKey.fill(0)
    seat.set({ ...here, dataKey: null })
    await show(reason)
  }

  async function signOut(): Promise<void> {
    const here = seat.get()
    if (!here) return
    const token = here.tokens.atHand()
    await leave(null)
    if (here.who.policy.wipesAtSignOut) await eraseDesk(here.replicaId, {}, null)
    if (token !== null) await door.signOut(token)
  }

  async function leave(problem: string | null): Promise<void> {
    const here = seat.get()
    if (!here) return
    await here.tokens.forget()
    await lastSeat.remove()
    await seats.forget(here.replicaId)
    seat.set(null)
    here.dataKey?.fill(0)
    state.set(nobody(problem))
  }

  async function eraseDesk(
    replicaId: string,
    {
      wholeDevice: isWholeComputer = false,
      wipeId = null,
    }: { wholeDevice?: boolean | undefined; wipeId?: string | null | undefined },
    problem: string | null,
    identity?: DeviceIdentity,
  ): Promise<void> {
    if (seat.get()?.replicaId === replicaId || isWholeComputer) await leave(problem)
    await parts.erase({ replicaId, isWholeComputer, wipeId, identity })
  }

  async function checkExpiry(): Promise<void> {
    for (const replicaId of await vaults.list()) {
      const guard = await vaults.guard(replicaId)
      if (!guard) continue
      const now = clock.now()
      if (now - guard.seenAt >= noteClockEveryMs) await vaults.changeGuard(replicaId, (known) => seen(known, now))
      if (isExpired(guard, now)) await eraseUnlessServerSays(replicaId)
    }
  }

  /** It may be there after all, and know better. */
  async function eraseUnlessServerSays(replicaId: string): Promise<void> {
    const here = seat.get()
    if (here?.replicaId === replicaId && (await here.tokens.renew()).ok) return
    const guard = await vaults.guard(replicaId)
    if (!guard || !isExpired(guard, clock.now())) return
    parts.report('desk-expired')
    await inTurn(() => eraseDesk(replicaId, {}, 'session/expired-offline'))
  }

  /** @param reason why it is locked, where that is new */
  async function show(reason?: LockReason): Promise<void> {
    const replicaId = seat.get()?.replicaId
    if (replicaId === undefined) return
    const guard = await vaults.guard(replicaId)
    // As it is now: it may have been locked while the guard was read.
    const here = seat.get()
    if (here?.replicaId !== replicaId) return
    const shown = state.get()
    state.set(describeSeat(here, guard, reason ?? (shown.state === 'locked' ? shown.reason : 'asked')))
  }

  await takeUp()
  place.address.onChange(() => {
    if (!seat.get()) state.set(nobody(null))
  })

  return {
    state,
    seat,
    signIn: (credentials) => inTurn(() => entrance.signIn(credentials)),
    unlock: (password, code) => inTurn(() => unlock(password, code)),
    lock: (reason) => inTurn(() => lock(reason)),
    signOut: () => inTurn(signOut),
    end: (problem) => inTurn(() => leave(problem)),
    async recheck() {
      await seat.get()?.tokens.renew()
    },
    other: keptSeat,
    checkExpiry,
    passwordChanged: (password, newPassword) =>
      inTurn(async () => {
        const here = seat.get()
        if (here) await vaults.rewrap(here.replicaId, password, newPassword)
      }),
  }
}
