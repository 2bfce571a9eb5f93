import type { Clock } from '#shared/kit/clock.ts'
import type { SignInReply } from '#shared/sync/auth-protocol.ts'
import { type DeviceIdentity, publicKeyOf } from '../vault/device-identity.ts'
import type { DeviceKeys } from '../vault/device-keys.ts'
import { type Guard, isExpired, needsServer, waitMs } from '../vault/guard.ts'
import type { VaultKeys } from '../vault/vault-crypto.ts'
import type { Vaults } from '../vault/vaults.ts'
import type { Door, Refused } from './door.ts'
import type { Seat } from './seat.ts'

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

interface EntryParts {
  readonly door: Door
  readonly device: DeviceKeys
  readonly vaults: Vaults
  readonly clock: Clock
  /** As the computer calls itself. */
  readonly computer: { readonly name: string; readonly platform: string }
  /** The password has opened the desk. Null where there is no session with the server to go on with. */
  goOn(replicaId: string, opened: VaultKeys): Promise<Seat | null>
  /** The password was right: nobody else has sat down meanwhile. */
  open(keys: VaultKeys): Promise<void>
  /** It was wrong, and counted. */
  failed(): Promise<void>
  /** The server has let them in. */
  admit(reply: SignInReply, keys: VaultKeys): Promise<void>
  /** The server wants it gone; without a `replicaId`, all of this computer. */
  erase(replicaId: string, refusal: Refused, identity: DeviceIdentity | undefined): Promise<void>
}

/** How somebody comes in: by the vault that their password opens here, or by the server's word, and when by which. */
export interface Entrance {
  /** Without the server it opens what this agent left locked here. */
  signIn(credentials: Credentials): Promise<Entry>
  /** What the password opens is opened at once; what the server says of the session follows. */
  unlock(locked: Locked, password: string, code?: string): Promise<Entry>
}

interface Locked {
  readonly replicaId: string
  readonly agent: { readonly id: string; readonly email: string }
}

export function createEntrance(parts: EntryParts): Entrance {
  const { door, device, vaults, clock } = parts

  /** The password is not even tried while a wait lasts, after too many tries, or when the desk is due to be erased. */
  const mayTry = (guard: Guard) =>
    !needsServer(guard) && !isExpired(guard, clock.now()) && waitMs(guard, clock.now()) === 0

  async function signIn({ email, password, code }: Credentials): Promise<Entry> {
    const replicaId = await vaults.find(email)
    const guard = replicaId === null ? null : await vaults.guard(replicaId)
    const opened = replicaId !== null && guard && mayTry(guard) ? await vaults.unlock(replicaId, password) : null
    // Who has not signed out only comes back: the session goes on, and the server is asked about it at once.
    const seat = replicaId !== null && opened && code === undefined ? await parts.goOn(replicaId, opened) : null
    if (seat) {
      void seat.tokens.renew()
      return { ok: true, agentId: seat.who.agent.id }
    }
    const identity = opened?.outbox.identity ?? device.identity
    const answer = await door.signIn({ email, password, ...(code && { code }), device: describe(identity) })
    if (answer.ok) return admit(answer.reply, password, replicaId, opened)
    if (answer.problem === 'refused') return refused(answer.refusal, replicaId, opened?.outbox.identity)
    const after = replicaId === null ? null : await vaults.guard(replicaId)
    return opened || !after ? { ok: false, problem: 'SERVER_UNREACHABLE' } : notOpened(after)
  }

  async function admit(
    reply: SignInReply,
    password: string,
    knownAs: string | null,
    openedHere: VaultKeys | null,
  ): Promise<Entry> {
    const { replicaId, agent, organisation } = reply
    const person = { name: agent.name, email: agent.email, organisationName: organisation.name }
    const keys = await vaults.admit(replicaId, password, person, knownAs === replicaId ? openedHere : null)
    await parts.admit(reply, keys)
    return { ok: true, agentId: agent.id }
  }

  const describe = (identity: DeviceIdentity) => ({
    installationId: identity.installationId,
    publicKey: publicKeyOf(identity),
    keyStore: device.kind,
    ...parts.computer,
  })

  function notOpened(guard: Guard): Entry {
    const now = clock.now()
    const retryAfterMs = waitMs(guard, now)
    if (needsServer(guard) || isExpired(guard, now)) return { ok: false, problem: 'SERVER_UNREACHABLE' }
    return retryAfterMs > 0
      ? { ok: false, problem: 'TOO_MANY_TRIES', retryAfterMs }
      : { ok: false, problem: 'WRONG_PASSWORD' }
  }

  async function refused(
    refusal: Refused,
    replicaId: string | null,
    identity: DeviceIdentity | undefined,
  ): Promise<Entry> {
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
        if (replicaId !== null) await parts.erase(replicaId, refusal, identity)
        else if (wipeId !== undefined) await parts.erase('', { ...refusal, wholeDevice: true }, identity)
        return { ok: false, problem: 'WIPED' }
      default:
        return { ok: false, problem: 'WRONG_PASSWORD' }
    }
  }

  async function unlock({ replicaId, agent }: Locked, password: string, code?: string): Promise<Entry> {
    const guard = await vaults.guard(replicaId)
    const isClosed = !guard || needsServer(guard) || isExpired(guard, clock.now())
    if (code !== undefined || isClosed) return signIn({ email: agent.email, password, code })
    if (!mayTry(guard)) return notOpened(guard)
    const keys = await vaults.unlock(replicaId, password)
    if (!keys) {
      await parts.failed()
      return askServer(replicaId, agent.email, password)
    }
    await parts.open(keys)
    return { ok: true, agentId: agent.id }
  }

  /** Wrong here may be right there: the password was changed on another computer. */
  async function askServer(replicaId: string, email: string, password: string): Promise<Entry> {
    const identity = (await vaults.outbox(replicaId))?.identity ?? device.identity
    const answer = await door.signIn({ email, password, device: describe(identity) })
    if (answer.ok) return admit(answer.reply, password, replicaId, null)
    if (answer.problem === 'refused') return refused(answer.refusal, replicaId, undefined)
    const guard = await vaults.guard(replicaId)
    return guard ? notOpened(guard) : { ok: false, problem: 'WRONG_PASSWORD' }
  }

  return { signIn, unlock }
}
