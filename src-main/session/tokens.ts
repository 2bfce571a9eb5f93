import type { Clock } from '#shared/kit/clock.ts'
import type { RefreshReply } from '#shared/sync/auth-protocol.ts'
import type { DeviceIdentity } from '../vault/device-identity.ts'
import type { Door, Refused } from './door.ts'

export type AccessAnswer =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly problem: 'unreachable' | 'ended' }

/** The way to a token that the server takes now. */
export interface Tokens {
  access(): Promise<AccessAnswer>
  /** The server did not take this one: the next is asked for. */
  reject(token: string): void
  /** Asks the server in any case: whether it still knows us, and what it wants of this desk. */
  renew(): Promise<AccessAnswer>
  /** Null when there is none at hand. */
  atHand(): string | null
  /** Resolves when nothing is being written down any more. */
  settled(): Promise<void>
  /** As `settled`, and nothing will be from now on: what has been left does not come back to the disk. */
  forget(): Promise<void>
}

interface TokensParts {
  readonly door: Door
  readonly clock: Clock
  readonly identity: DeviceIdentity
  readonly refreshToken: string
  /** What sign-in brought along. */
  readonly first?: Pick<RefreshReply, 'accessToken' | 'accessLastsMs'>
  /** On disk before anything of it is used: until then the server still takes the one before. */
  keep(reply: RefreshReply): Promise<void>
  onNotKept(error: unknown): void
  /** Once. */
  onEnded(refusal: Refused): void
}

/** One is asked for before it ends, so that what is under way is not refused. */
const marginMs = 30_000

export function createTokens(parts: TokensParts): Tokens {
  const { clock } = parts
  let refreshToken = parts.refreshToken
  let access: { token: string; goodUntil: number } | null = parts.first ? good(parts.first) : null
  let asking: Promise<AccessAnswer> | null = null
  let hasEnded = false
  let keeping: Promise<void> = Promise.resolve()

  function good({ accessToken, accessLastsMs }: Pick<RefreshReply, 'accessToken' | 'accessLastsMs'>) {
    return { token: accessToken, goodUntil: clock.now() + Math.max(accessLastsMs / 2, accessLastsMs - marginMs) }
  }

  async function ask(): Promise<AccessAnswer> {
    if (hasEnded) return { ok: false, problem: 'ended' }
    const answer = await parts.door.refresh(refreshToken, parts.identity)
    if (hasEnded) return { ok: false, problem: 'ended' }
    if (!answer.ok && answer.problem === 'unreachable') return { ok: false, problem: 'unreachable' }
    if (!answer.ok) {
      hasEnded = true
      access = null
      parts.onEnded(answer.refusal)
      return { ok: false, problem: 'ended' }
    }
    // With a full disk the work goes on; a crash then costs a sign-in, and nothing else.
    keeping = parts.keep(answer.reply).catch(parts.onNotKept)
    await keeping
    if (hasEnded) return { ok: false, problem: 'ended' }
    refreshToken = answer.reply.refreshToken
    access = good(answer.reply)
    return { ok: true, token: access.token }
  }

  function renew(): Promise<AccessAnswer> {
    asking ??= ask().finally(() => (asking = null))
    return asking
  }

  return {
    async access() {
      if (access && clock.now() < access.goodUntil) return { ok: true, token: access.token }
      return renew()
    },
    reject(token) {
      if (access?.token === token) access = null
    },
    renew,
    atHand: () => access?.token ?? null,
    settled: () => keeping,
    forget() {
      hasEnded = true
      access = null
      return keeping
    },
  }
}
