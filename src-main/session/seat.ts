import type { Clock } from '#shared/kit/clock.ts'
import type { RefreshReply } from '#shared/sync/auth-protocol.ts'
import type { ServerPlace } from '../server/server-place.ts'
import { afterServer } from '../vault/guard.ts'
import type { Outbox } from '../vault/vault-file.ts'
import type { Vaults } from '../vault/vaults.ts'
import type { Door, Refused } from './door.ts'
import { type KeptSession, type Who, openSessionFile } from './kept-session.ts'
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

interface SeatsParts {
  readonly dataDir: string
  readonly place: ServerPlace
  readonly door: Door
  readonly vaults: Vaults
  readonly clock: Clock
  /** Rights, brands or the organisation's wishes may be others now. */
  onRenewed(tokens: Tokens, who: Who): void
  /** Once for each seat. */
  onEnded(replicaId: string, tokens: Tokens, refusal: Refused): void
  onNotKept(error: unknown): void
}

/** Sessions with the server as this computer keeps them, and the seats that are made of them. */
export interface Seats {
  /** The session with this very server, if there is one. */
  kept(replicaId: string, outbox: Outbox): Promise<KeptSession | null>
  /** The server has let somebody in. Resolves when a crash would not lose it. */
  keep(replicaId: string, outbox: Outbox, reply: RefreshReply): Promise<KeptSession>
  forget(replicaId: string): Promise<void>
  /** @param first what sign-in brought along, if it was just now */
  make(
    replicaId: string,
    outbox: Outbox,
    kept: KeptSession,
    dataKey: Uint8Array | null,
    first?: Pick<RefreshReply, 'accessToken' | 'accessLastsMs'>,
  ): Seat
}

const dayMs = 24 * 3_600_000

export function createSeats(parts: SeatsParts): Seats {
  const { dataDir, place, door, vaults, clock } = parts

  const fileOf = (replicaId: string, { outboxKey }: Outbox) =>
    openSessionFile(dataDir, replicaId, Buffer.from(outboxKey, 'base64'))

  async function keep(replicaId: string, outbox: Outbox, serverUrl: string, reply: RefreshReply): Promise<KeptSession> {
    const { agent, organisation, policy, hasSecondFactor, mustChangePassword, refreshToken } = reply
    const kept = { serverUrl, refreshToken, who: { agent, organisation, policy, hasSecondFactor, mustChangePassword } }
    await fileOf(replicaId, outbox).write(kept)
    await vaults.changeGuard(replicaId, (guard) => afterServer(guard, clock.now(), policy.offlineDays * dayMs))
    return kept
  }

  return {
    async kept(replicaId, outbox) {
      const kept = await fileOf(replicaId, outbox).read()
      return kept && kept.serverUrl === place.address.get()?.url ? kept : null
    },
    keep: (replicaId, outbox, reply) => keep(replicaId, outbox, place.address.get()?.url ?? '', reply),
    async forget(replicaId) {
      const outbox = await vaults.outbox(replicaId)
      if (outbox) await fileOf(replicaId, outbox).remove()
    },
    make(replicaId, outbox, { refreshToken, who, serverUrl }, dataKey, first) {
      const tokens = createTokens({
        door,
        clock,
        identity: outbox.identity,
        refreshToken,
        ...(first && { first }),
        async keep(reply) {
          const kept = await keep(replicaId, outbox, serverUrl, reply)
          parts.onRenewed(tokens, kept.who)
        },
        onNotKept: parts.onNotKept,
        onEnded: (refusal) => parts.onEnded(replicaId, tokens, refusal),
      })
      return { replicaId, who, outboxKey: Buffer.from(outbox.outboxKey, 'base64'), dataKey, tokens }
    },
  }
}
