import type { Instant } from '#shared/kit/clock.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { ReadableDb, WritableDb } from '../../db/database.ts'

export interface Mail {
  readonly id: string
  readonly organisationId: string
  readonly brandId: string
  readonly conversationId: string
  readonly address: string
  readonly language: string
  readonly attempts: number
  readonly entryId: string
  readonly createdAt: Instant
}

export type MailEnd = 'sent' | 'failed' | 'unknown' | 'unneeded'

const columns = `id, organisation_id AS "organisationId", brand_id AS "brandId", conversation_id AS "conversationId", address,
  language, attempts, entry_id AS "entryId", created_at AS "createdAt"`

/** So long a chat has time to open again before its customer is written to elsewhere. */
export const chatPatienceMs = 5 * 60_000
/** What has waited longer is no news: a mail server that is named for the first time sends nobody last year's answers. */
const newsForMs = 24 * 3_600_000
/** Whoever has had an e-mail in hand for so long has died; what they had sent of it nobody knows. */
const inHandMaxMs = 10 * 60_000
const batchMax = 100

interface Due {
  readonly messageId: string
  readonly conversationId: string
  readonly organisationId: string
  readonly brandId: string
  readonly address: string
  readonly language: string
}

/**
 * Puts what no chat has received for a while into e-mails, one for each conversation, with all that waits there.
 * @returns how many
 */
export async function gatherMails(db: WritableDb, now: Instant, nextId: IdSource): Promise<number> {
  const due = await db.query<Due>(
    `SELECT waiting.message_id AS "messageId", waiting.conversation_id AS "conversationId",
       conversation.organisation_id AS "organisationId", conversation.brand_id AS "brandId",
       CASE WHEN customer.email <> '' THEN customer.email ELSE shown.email END AS address,
       conversation.language AS language
     FROM delivery AS waiting
     JOIN conversation ON conversation.id = waiting.conversation_id AND conversation.status <> 'spam'
     JOIN customer ON customer.id = conversation.customer_id
     LEFT JOIN customer AS shown ON shown.id = customer.merged_into_id
     WHERE waiting.channel = 'chat' AND waiting.conversation_id IN (
         SELECT conversation_id FROM delivery
         WHERE channel = 'chat' AND queued_at BETWEEN $1 AND $2
           AND NOT EXISTS (SELECT 1 FROM mail_message WHERE mail_message.message_id = delivery.message_id)
         ORDER BY queued_at LIMIT ${batchMax})
       AND waiting.queued_at >= $1
       AND NOT EXISTS (SELECT 1 FROM mail_message WHERE mail_message.message_id = waiting.message_id)
       AND (customer.email <> '' OR shown.email <> '')
     ORDER BY waiting.conversation_id, waiting.queued_at
     FOR UPDATE OF waiting SKIP LOCKED`,
    [now - newsForMs, now - chatPatienceMs],
  )
  const mails = Map.groupBy(due, ({ conversationId }) => conversationId)
  for (const [conversationId, messages] of mails) {
    const [{ organisationId, brandId, address, language }] = messages as [Due, ...Due[]]
    const id = nextId()
    await db.execute(
      `INSERT INTO mail (id, organisation_id, brand_id, conversation_id, address, language, state, due_at, entry_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $7)`,
      [id, organisationId, brandId, conversationId, address, language, now, nextId()],
    )
    await db.execute('INSERT INTO mail_message (message_id, mail_id) SELECT unnest($1::text[]), $2', [
      messages.map(({ messageId }) => messageId),
      id,
    ])
  }
  return mails.size
}

/** The next one to be sent is in this node's hand from now on. */
export async function takeMail(db: WritableDb, now: Instant): Promise<Mail | undefined> {
  const [taken] = await db.query<Mail>(
    `UPDATE mail SET state = 'sending', begun_at = $1, attempts = attempts + 1
     WHERE id = (SELECT id FROM mail WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ${columns}`,
    [now],
  )
  return taken
}

/** Of its messages, those that the chat has not received meanwhile. */
export async function stillWaiting(db: ReadableDb, mailId: string): Promise<readonly string[]> {
  const found = await db.query<{ id: string }>(
    `SELECT delivery.message_id AS id FROM delivery JOIN mail_message ON mail_message.message_id = delivery.message_id
     WHERE mail_message.mail_id = $1`,
    [mailId],
  )
  return found.map(({ id }) => id)
}

export const endMail = (db: WritableDb, id: string, end: MailEnd) =>
  db.execute(`UPDATE mail SET state = $2 WHERE id = $1 AND state = 'sending'`, [id, end])

export const postponeMail = (db: WritableDb, id: string, until: Instant) =>
  db.execute(`UPDATE mail SET state = 'waiting', due_at = $2 WHERE id = $1 AND state = 'sending'`, [id, until])

export const giveUpTheDead = (db: WritableDb, now: Instant) =>
  db.execute(`UPDATE mail SET state = 'unknown' WHERE state = 'sending' AND begun_at < $1`, [now - inHandMaxMs])

/** What became of these is not in their conversation's timeline yet. */
export const untoldMails = (db: ReadableDb) =>
  db.query<Mail & { readonly state: Exclude<MailEnd, 'unneeded'> }>(
    `SELECT ${columns}, state FROM mail WHERE NOT is_told AND state IN ('sent', 'failed', 'unknown')
     ORDER BY created_at LIMIT ${batchMax}`,
  )

export const markTold = (db: WritableDb, id: string) => db.execute('UPDATE mail SET is_told = true WHERE id = $1', [id])
