import type { Clock } from '#shared/kit/clock.ts'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import type { RefreshReply, SignInReply } from '#shared/sync/auth-protocol.ts'
import type { JsonFile } from '../files/json-file.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { ServerPlace } from '../server/server-place.ts'
import { type DeviceIdentity, publicKeyOf } from '../vault/device-identity.ts'
import type { DeviceKeys } from '../vault/device-keys.ts'
import { type Guard, afterServer, isExpired, needsServer, waitMs } from '../vault/guard.ts'
import type { VaultKeys } from '../vault/vault-crypto.ts'
import type { Outbox } from '../vault/vault-file.ts'
import type { Vaults } from '../vault/vaults.ts'
import type { Door, Refused } from './door.ts'
import { type KeptSession, type SessionFile, type Who, openSessionFile } from './kept-session.ts'
import type { LastSeat } from './last-seat.ts'
import { type Tokens, createTokens } from './tokens.ts'

/** Somebody's place at this computer. While it is locked main still sends what they did, and nobody can read. */
export interface Seat {
  readonly replicaId: string
  readonly who: Who
  readonly outboxKey: Uint8Array
  /** Null: locked. */
  readonly dataKey: Uint8Array | null
  readonly tokens: Tokens
}

export type LockReason = Extract<SessionState, { state: 'locked' }>['reason']

export type EntryProblem =
  | { readonly problem: 'WRONG_PASSWORD' | 'SERVER_UNREACHABLE' | 'SECOND_FACTOR_NEEDED' | 'WRONG_CODE' }
  | { readonly problem: 'DEVICE_REVOKED' | 'WIPED' }
  | { readonly problem: 'TOO_MANY_TRIES'; readonly retryAfterMs: number }
export type Entry = { readonly ok: true; readonly agentId: string } | ({ readonly ok: false } & EntryProblem)

export interface Credentials {
  readonly email: string
  readonly password: string
  readonly code?: string | undefined
}

/** What has to be erased: one agent's desk, or everything here. `wipeId`: the server asked, and wants to hear of it. */
export interface EraseOrder {
  readonly replicaId: string
  readonly isWholeComputer: boolean
  readonly wipeId: string | null
  /** Signs the receipt, where only the agent's password has opened it; the computer's own otherwise. */
  readonly identity?: DeviceIdentity | undefined
}

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
  /** Time has passed: has the desk been without the server for too long? */
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

const dayMs = 24 * 3_600_000

/** Takes up where the last run left off, locked. */
export async function openSession(parts: SessionParts): Promise<Session> {
  const { place, door, device, vaults, lastSeat, clock, dataDir } = parts
  const seat = createObservableValue<Seat | null>(null)
  const state = createObservableValue<SessionState>(nobody(null))
  // One change after another: what is on disk and what is shown never disagree.
  let changing: Promise<unknown> = Promise.resolve()

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = changing.then(work)
    changing = next.catch(() => undefined) // Whoever asked for this change gets its failure.
    return next
  }

  function nobody(problem: string | null): SessionState {
    return place.address.get() ? { state: 'signed-out', problem } : { state: 'no-server' }
  }

  async function takeUp(): Promise<void> {
    const last = await lastSeat.read()
    const outbox = last && (await vaults.outbox(last.replicaId))
    const kept = last && outbox && (await keptOf(last.replicaId, outbox))
    if (last && outbox && kept) await sit(last.replicaId, outbox, kept, null, 'started')
  }

  /** The session with this very server, if there is one. */
  async function keptOf(replicaId: string, outbox: Outbox): Promise<KeptSession | null> {
    const kept = await fileOf(replicaId, outbox).read()
    return kept && kept.serverUrl === place.address.get()?.url ? kept : null
  }

  const fileOf = (replicaId: string, { outboxKey }: Outbox) =>
    openSessionFile(dataDir, replicaId, Buffer.from(outboxKey, 'base64'))

  async function signIn({ email, password, code }: Credentials): Promise<Entry> {
    const replicaId = await vaults.find(email)
    const guard = replicaId === null ? null : await vaults.guard(replicaId)
    const mayTry = guard !== null && !needsServer(guard) && waitMs(guard, clock.now()) === 0
    const opened = replicaId !== null && mayTry ? await vaults.unlock(replicaId, password) : null
    // Who has not signed out only comes back: the session goes on, and the server is asked about it at once.
    if (replicaId !== null && opened && code === undefined && (await goOnAlone(replicaId, opened))) {
      void seat.get()?.tokens.renew()
      return { ok: true, agentId: seat.get()?.who.agent.id ?? '' }
    }
    const identity = opened?.outbox.identity ?? device.identity
    const answer = await door.signIn({ email, password, ...(code && { code }), device: describeDevice(identity) })
    if (answer.ok) return admit(answer.reply, password, opened, replicaId)
    if (answer.problem === 'refused') return refused(answer.refusal, replicaId, opened?.outbox.identity)
    const after = replicaId === null ? null : await vaults.guard(replicaId)
    return opened || !after ? { ok: false, problem: 'SERVER_UNREACHABLE' } : notOpened(after)
  }

  /** What the password opens is opened at once; what the server says of the session follows. */
  async function unlock(password: string, code?: string): Promise<Entry> {
    const here = seat.get()
    if (!here || here.dataKey) return { ok: false, problem: 'WRONG_PASSWORD' }
    const { replicaId, who } = here
    const { email } = who.agent
    if (code !== undefined) return signIn({ email, password, code })
    const guard = await vaults.guard(replicaId)
    if (!guard || needsServer(guard)) return signIn({ email, password })
    if (waitMs(guard, clock.now()) > 0) return notOpened(guard)
    const opened = await vaults.unlock(replicaId, password)
    if (!opened) return changedElsewhere(here, password)
    seat.set({ ...here, dataKey: opened.dataKey })
    await show()
    return { ok: true, agentId: who.agent.id }
  }

  /** Wrong here may be right there: the password was changed on another computer. */
  async function changedElsewhere({ replicaId, who }: Seat, password: string): Promise<Entry> {
    await show()
    const identity = await identityOf(replicaId)
    const answer = await door.signIn({ email: who.agent.email, password, device: describeDevice(identity) })
    if (answer.ok) return admit(answer.reply, password, null, replicaId)
    if (answer.problem === 'refused') return refused(answer.refusal, replicaId)
    const guard = await vaults.guard(replicaId)
    return guard ? notOpened(guard) : { ok: false, problem: 'WRONG_PASSWORD' }
  }

  const identityOf = async (replicaId: string) => (await vaults.outbox(replicaId))?.identity ?? device.identity

  const describeDevice = (identity: DeviceIdentity) => ({
    installationId: identity.installationId,
    publicKey: publicKeyOf(identity),
    keyStore: device.kind,
    ...parts.computer,
  })

  function notOpened(guard: Guard): Entry {
    const retryAfterMs = waitMs(guard, clock.now())
    if (needsServer(guard)) return { ok: false, problem: 'SERVER_UNREACHABLE' }
    return retryAfterMs > 0
      ? { ok: false, problem: 'TOO_MANY_TRIES', retryAfterMs }
      : { ok: false, problem: 'WRONG_PASSWORD' }
  }

  async function refused(refusal: Refused, replicaId: string | null, identity?: DeviceIdentity): Promise<Entry> {
    const { kind, wipeId, retryAfterMs = 0 } = refusal
    switch (kind) {
      case 'auth/too-many-tries':
        return { ok: false, problem: 'TOO_MANY_TRIES', retryAfterMs }
      case 'auth/second-factor-needed':
        return { ok: false, problem: 'SECOND_FACTOR_NEEDED' }
      case 'auth/wrong-code':
        return { ok: false, problem: 'WRONG_CODE' }
      case 'auth/device-revoked':
        return { ok: false, problem: 'DEVICE_REVOKED' }
      case 'auth/wipe':
        if (replicaId !== null) await eraseDesk(replicaId, refusal, 'session/erased', identity)
        else if (wipeId !== undefined) await parts.erase({ replicaId: '', isWholeComputer: true, wipeId })
        return { ok: false, problem: 'WIPED' }
      default:
        return { ok: false, problem: 'WRONG_PASSWORD' }
    }
  }

  /** The server has let them in. */
  async function admit(
    reply: SignInReply,
    password: string,
    openedHere: VaultKeys | null,
    knownAs: string | null,
  ): Promise<Entry> {
    const { replicaId, agent, organisation } = reply
    const person = { name: agent.name, email: agent.email, organisationName: organisation.name }
    const opened = knownAs === replicaId ? openedHere : null
    const keys = await vaults.admit(replicaId, password, person, opened)
    const kept: KeptSession = {
      serverUrl: place.address.get()?.url ?? '',
      refreshToken: reply.refreshToken,
      who: whoOf(reply),
    }
    await fileOf(replicaId, keys.outbox).write(kept)
    await heard(replicaId, kept.who)
    await sit(replicaId, keys.outbox, kept, keys.dataKey, null, reply)
    return { ok: true, agentId: agent.id }
  }

  /** Without the server: the password has opened the desk. False where there is no session to go on with. */
  async function goOnAlone(replicaId: string, { outbox, dataKey }: VaultKeys): Promise<boolean> {
    const kept = await keptOf(replicaId, outbox)
    if (kept) await sit(replicaId, outbox, kept, dataKey, null)
    return kept !== null
  }

  async function sit(
    replicaId: string,
    outbox: Outbox,
    { refreshToken, who, serverUrl }: KeptSession,
    dataKey: Uint8Array | null,
    reason: LockReason | null,
    first?: SignInReply,
  ): Promise<void> {
    seat.get()?.tokens.forget()
    await lastSeat.write({ replicaId })
    seat.set(seatOf(replicaId, outbox, { refreshToken, who, serverUrl }, dataKey, first))
    await show(reason)
  }

  function seatOf(
    replicaId: string,
    outbox: Outbox,
    { refreshToken, who, serverUrl }: KeptSession,
    dataKey: Uint8Array | null,
    first?: SignInReply,
  ): Seat {
    const file = fileOf(replicaId, outbox)
    const tokens = createTokens({
      door,
      clock,
      identity: outbox.identity,
      refreshToken,
      ...(first && { first }),
      async keep(reply) {
        await file.write({ serverUrl, refreshToken: reply.refreshToken, who: whoOf(reply) })
        await heard(replicaId, whoOf(reply))
        renewed(tokens, whoOf(reply))
      },
      onNotKept: (error) => parts.report('session-not-kept', error),
      onEnded: (refusal) =>
        void inTurn(() => ended(replicaId, file, tokens, refusal)).catch((error: unknown) =>
          parts.report('session-failure', error),
        ),
    })
    return { replicaId, who, outboxKey: Buffer.from(outbox.outboxKey, 'base64'), dataKey, tokens }
  }

  /** Rights, brands or the organisation's wishes may be others now. */
  function renewed(tokens: Tokens, who: Who): void {
    const here = seat.get()
    if (here?.tokens !== tokens) return
    if (JSON.stringify(here.who) !== JSON.stringify(who)) seat.set({ ...here, who })
    void show()
  }

  const heard = (replicaId: string, { policy }: Who) =>
    vaults.changeGuard(replicaId, (guard) => afterServer(guard, clock.now(), policy.offlineDays * dayMs))

  async function ended(replicaId: string, file: SessionFile, tokens: Tokens, refusal: Refused): Promise<void> {
    if (refusal.kind === 'auth/wipe') return eraseDesk(replicaId, refusal, 'session/erased')
    if (seat.get()?.tokens !== tokens) return file.remove()
    const isStolen = refusal.kind === 'auth/token-reused' || refusal.kind === 'auth/other-device'
    await leave(isStolen ? 'session/token-reused' : 'session/ended-by-server')
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
    here.tokens.forget()
    await lastSeat.remove()
    const outbox = await vaults.outbox(here.replicaId)
    if (outbox) await fileOf(here.replicaId, outbox).remove()
    seat.set(null)
    here.dataKey?.fill(0)
    state.set(nobody(problem))
  }

  async function eraseDesk(
    replicaId: string,
    refusal: Partial<Refused>,
    problem: string | null,
    identity?: DeviceIdentity,
  ): Promise<void> {
    if (seat.get()?.replicaId === replicaId || refusal.wholeDevice === true) await leave(problem)
    await parts.erase({
      replicaId,
      isWholeComputer: refusal.wholeDevice === true,
      wipeId: refusal.wipeId ?? null,
      identity,
    })
  }

  async function checkExpiry(): Promise<void> {
    for (const replicaId of await vaults.list()) {
      await vaults.changeGuard(replicaId, (guard) => ({ ...guard, seenAt: Math.max(guard.seenAt, clock.now()) }))
      const guard = await vaults.guard(replicaId)
      if (!guard || !isExpired(guard, clock.now())) continue
      const here = seat.get()
      const isHere = here?.replicaId === replicaId
      // The server may be there after all, and know better.
      if (isHere && (await here.tokens.renew()).ok) continue
      const after = await vaults.guard(replicaId)
      if (!after || !isExpired(after, clock.now())) continue
      parts.report('desk-expired')
      await inTurn(() => eraseDesk(replicaId, {}, 'session/expired-offline'))
    }
  }

  /** @param reason why it is locked, where that is new */
  async function show(reason?: LockReason | null): Promise<void> {
    const here = seat.get()
    if (!here) return
    const { replicaId, who } = here
    const guard = await vaults.guard(replicaId)
    const keptUntilAt = guard?.keptUntilAt ?? 0
    if (here.dataKey) {
      const { agent, organisation, policy, hasSecondFactor } = who
      const needsSecondFactor = policy.needsSecondFactor && !hasSecondFactor
      const replicaName = `replica-${replicaId}`
      return state.set({
        state: 'signed-in',
        replicaName,
        agent,
        organisation,
        keptUntilAt,
        hasSecondFactor,
        needsSecondFactor,
      })
    }
    const shown = state.get()
    state.set({
      state: 'locked',
      agent: { name: who.agent.name, email: who.agent.email },
      organisation: { name: who.organisation.name },
      reason: reason ?? (shown.state === 'locked' ? shown.reason : 'asked'),
      nextTryAt: guard?.nextTryAt ?? 0,
      needsServer: guard === null || needsServer(guard),
      keptUntilAt,
    })
  }

  await takeUp()
  place.address.onChange(() => {
    if (!seat.get()) state.set(nobody(null))
  })

  return {
    state,
    seat,
    signIn: (credentials) => inTurn(() => signIn(credentials)),
    unlock: (password, code) => inTurn(() => unlock(password, code)),
    lock: (reason) => inTurn(() => lock(reason)),
    signOut: () => inTurn(signOut),
    end: (problem) => inTurn(() => leave(problem)),
    async recheck() {
      await seat.get()?.tokens.renew()
    },
    async other(replicaId) {
      const outbox = await vaults.outbox(replicaId)
      const kept = outbox && (await keptOf(replicaId, outbox))
      return kept && seatOf(replicaId, outbox, kept, null)
    },
    checkExpiry,
    passwordChanged: (password, newPassword) =>
      inTurn(async () => {
        const here = seat.get()
        if (here) await vaults.rewrap(here.replicaId, password, newPassword)
      }),
  }
}

const whoOf = ({ agent, organisation, policy, hasSecondFactor }: RefreshReply): Who => ({
  agent,
  organisation,
  policy,
  hasSecondFactor,
})
