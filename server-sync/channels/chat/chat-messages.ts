import type { RowWrite } from '#shared/domain/command.ts'
import type { Attachment } from '#shared/domain/file/attachment.ts'
import type { ChatMessage } from '#shared/sync/chat-protocol.ts'
import type { ReadableDb } from '../../db/database.ts'
import type { ThreadPart } from '../thread-of.ts'

/** As it was said, for whoever may hear it: tickets for its files are each chat's own. */
export interface SaidMessage extends Omit<ChatMessage, 'attachments'> {
  readonly attachments: readonly Attachment[]
}

/** The customer sees what was said, never notes, events or what is delayed, held or withdrawn. */
const shown = `entry.kind = 'message' AND entry.author_kind IN ('customer', 'agent', 'bot')
  AND entry.delivery_state NOT IN ('queued', 'sending', 'delayed', 'held', 'withdrawn')`

const columns = `entry.id AS "messageId", entry.number, entry.author_kind AS "from", entry.text, entry.language,
  entry.created_at AS "createdAt", entry.attachments, CASE WHEN entry.author_kind = 'customer' THEN '' ELSE COALESCE(author.name, '') END AS name`

const table = 'timeline AS entry LEFT JOIN directory AS author ON author.id = entry.author_id'

const historyMax = 200

/** A conversation has fewer lines. */
const partStep = 10_000_000

/** The order on the customer's page: what was said where their conversation was merged into comes after all of their own. */
export const onPage = (message: SaidMessage, place: number): SaidMessage =>
  place === 0 ? message : { ...message, number: place * partStep + message.number }

/** The newest messages that a customer has to see, oldest first. */
export async function chatHistory(db: ReadableDb, parts: readonly ThreadPart[]): Promise<SaidMessage[]> {
  const said: SaidMessage[] = []
  for (const [place, { conversationId, afterNumber }] of parts.entries()) {
    const newest = await db.query<SaidMessage>(
      `SELECT ${columns} FROM ${table} WHERE entry.conversation_id = $1 AND entry.number > $2 AND ${shown}
       ORDER BY entry.number DESC LIMIT ${historyMax}`,
      [conversationId, afterNumber],
    )
    said.push(...newest.toReversed().map((message) => onPage(message, place)))
  }
  return said.slice(-historyMax)
}

export async function chatMessages(
  db: ReadableDb,
  messageIds: readonly string[],
): Promise<readonly { readonly conversationId: string; readonly message: SaidMessage }[]> {
  const found = await db.query<SaidMessage & { conversationId: string }>(
    `SELECT ${columns}, entry.conversation_id AS "conversationId" FROM ${table}
     WHERE entry.id = ANY($1) AND ${shown} ORDER BY entry.conversation_id, entry.number`,
    [messageIds],
  )
  return found.map(({ conversationId, ...message }) => ({ conversationId, message }))
}

/** What a customer has just said, without asking the database for what was written there a moment ago. */
export function saidIn(writes: readonly RowWrite[], messageId: string): SaidMessage | undefined {
  for (const { collection, row } of writes) {
    if (collection !== 'timeline' || row.id !== messageId) continue
    const { number, text, language, attachments, createdAt } = row
    return { messageId, number, from: 'customer', name: '', text, language, attachments, createdAt }
  }
  return undefined
}

/** Of these, the ones that were said to this conversation's customer and whose state the report would move on. */
export async function undelivered(
  db: ReadableDb,
  conversationId: string,
  messageIds: readonly string[],
  reported: 'delivered' | 'read',
): Promise<readonly string[]> {
  const open = reported === 'read' ? ['sent', 'unknown', 'failed', 'delivered'] : ['sent', 'unknown', 'failed']
  const found = await db.query<{ id: string }>(
    `SELECT id FROM timeline WHERE conversation_id = $1 AND id = ANY($2) AND kind = 'message'
       AND author_kind IN ('agent', 'bot') AND delivery_state = ANY($3) ORDER BY number`,
    [conversationId, messageIds, open],
  )
  return found.map(({ id }) => id)
}
