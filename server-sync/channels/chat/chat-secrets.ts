import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock, Instant } from '#shared/kit/clock.ts'
import type { VisitorIdentity } from '#shared/sync/chat-protocol.ts'
import { sealText, unsealText } from '../../auth/seal-text.ts'
import type { Database, WritableDb } from '../../db/database.ts'
import { serverKey } from '../../db/server-key.ts'

/** Shops sign with the one before as long as their own servers have not all got the new one. */
export const earlierCountsMs = 24 * 3_600_000
/** A signature is for a visit, not for a year. */
const longestAheadMs = 30 * 24 * 3_600_000

const keyName = 'chat-secret'

export const chatSecretKey = (database: Database) => serverKey(database, keyName)

/** Makes a brand's first secret, or another one in its place. It is told once and stands sealed from then on. */
export async function makeChatSecret(
  db: WritableDb,
  key: Buffer,
  { id, organisationId }: { readonly id: string; readonly organisationId: string },
  now: Instant,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await db.execute(
    `INSERT INTO chat_secret (brand_id, organisation_id, sealed, made_at, earlier_sealed, earlier_until_at)
     VALUES ($1, $2, $3, $4, NULL, 0)
     ON CONFLICT (brand_id) DO UPDATE SET sealed = $3, made_at = $4, earlier_sealed = chat_secret.sealed,
       earlier_until_at = $4::bigint + ${earlierCountsMs}::bigint`,
    [id, organisationId, sealText(key, secret, id), now],
  )
  return secret
}

export const signatureOf = (secret: string, { userId, expiresAt }: Pick<VisitorIdentity, 'userId' | 'expiresAt'>) =>
  createHmac('sha256', secret).update(`${userId}.${expiresAt}`).digest()

export interface ChatIdentities {
  /** The account, when the brand's shop signed it and it still holds. Why not is told to nobody. */
  verified(brandId: string, identity: VisitorIdentity): Promise<string | undefined>
}

interface Kept {
  readonly sealed: string
  readonly earlierSealed: string | null
  readonly earlierUntilAt: number
}

export function createChatIdentities(database: Database, key: Buffer, clock: Clock): ChatIdentities {
  /** For brands that have none: those take as long to say no. */
  const nobodys = randomBytes(32).toString('base64url')

  return {
    async verified(brandId, identity) {
      const [kept] = await database.query<Kept>(
        `SELECT sealed, earlier_sealed AS "earlierSealed", earlier_until_at AS "earlierUntilAt"
         FROM chat_secret WHERE brand_id = $1`,
        [brandId],
      )
      const now = clock.now()
      const present = kept ? unsealText(key, kept.sealed, brandId) : nobodys
      const isEarlierGood = kept?.earlierSealed != null && now < kept.earlierUntilAt
      const earlier = isEarlierGood ? unsealText(key, kept.earlierSealed ?? '', brandId) : nobodys
      const given = Buffer.from(identity.signature, 'hex')
      const matches = [present, earlier].map((secret) => {
        const expected = signatureOf(secret, identity)
        return given.length === expected.length && timingSafeEqual(given, expected)
      })
      const expiresAt = identity.expiresAt * 1_000
      const isTimely = expiresAt > now && expiresAt <= now + longestAheadMs
      return isTimely && matches.includes(true) ? identity.userId : undefined
    },
  }
}
