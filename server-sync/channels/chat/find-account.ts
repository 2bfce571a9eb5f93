import { createHmac } from 'node:crypto'
import { accountChannel } from '#shared/domain/visit/introduce.ts'
import type { ReadableDb } from '../../db/database.ts'
import type { ChatBrand } from './chat-brand.ts'

export interface KnownAccount {
  /** As whom they are shown. */
  readonly customerId: string
  /** Their newest conversation in the chat. */
  readonly conversationId: string | undefined
}

/** Far more than anybody merges; against damaged rows. */
const mergesMax = 20

/** Whom the shop's account belongs to, over merges. */
export async function findAccount(
  db: ReadableDb,
  { id, organisationId }: ChatBrand,
  account: string,
): Promise<KnownAccount | undefined> {
  const handle = JSON.stringify([{ channel: accountChannel, handle: account }])
  const found = await db.query<{ customerId: string; mergedIntoId: string | null }>(
    `WITH RECURSIVE known AS (
       (SELECT id, merged_into_id, 1 AS place FROM customer
          WHERE organisation_id = $1 AND brand_id = $2 AND identities @> $3::jsonb ORDER BY customer_since_at, id LIMIT 1)
       UNION ALL
       SELECT target.id, target.merged_into_id, known.place + 1
         FROM known JOIN customer AS target ON target.id = known.merged_into_id WHERE known.place < ${mergesMax})
     SELECT id AS "customerId", merged_into_id AS "mergedIntoId" FROM known ORDER BY place`,
    [organisationId, id, handle],
  )
  const shown = found.at(-1)
  if (!shown) return undefined
  const [newest] = await db.query<{ id: string }>(
    `SELECT id FROM conversation WHERE organisation_id = $1 AND channel = 'chat' AND (customer_id = ANY($2)
       OR customer_id IN (SELECT id FROM customer WHERE organisation_id = $1 AND merged_into_id = $3))
     ORDER BY last_message_at DESC LIMIT 1`,
    [organisationId, found.map(({ customerId }) => customerId), shown.customerId],
  )
  return { customerId: shown.customerId, conversationId: newest?.id }
}

/** Whose conversation this is already, over merges: the accounts that the shop has signed for it. */
export async function accountsOf(db: ReadableDb, customerId: string): Promise<readonly string[]> {
  const found = await db.query<{ handle: string }>(
    `WITH RECURSIVE shown AS (
       SELECT id, identities, merged_into_id, 1 AS place FROM customer WHERE id = $1
       UNION ALL
       SELECT target.id, target.identities, target.merged_into_id, shown.place + 1
         FROM shown JOIN customer AS target ON target.id = shown.merged_into_id WHERE shown.place < ${mergesMax})
     SELECT identity ->> 'handle' AS handle FROM shown, jsonb_array_elements(identities) AS identity
       WHERE identity ->> 'channel' = $2`,
    [customerId, accountChannel],
  )
  return found.map(({ handle }) => handle)
}

/** Of an account that nobody knows yet: the same in each of its tabs, so that they do not become two customers. */
export function derivedId(key: Buffer, what: 'customer' | 'conversation', brandId: string, account: string): string {
  const hex = createHmac('sha256', key).update(`${what}\n${brandId}\n${account}`).digest('hex')
  // RFC 9562: version 8, variant 10.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
