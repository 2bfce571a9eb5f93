import { notWaiting } from '#shared/domain/conversation/not-waiting.ts'
import { isOpenAt, opensAfter } from '#shared/domain/directory/chat-hours.ts'
import type { Instant } from '#shared/kit/clock.ts'
import type { ChatFrame } from '#shared/sync/chat-protocol.ts'
import type { ReadableDb } from '../../db/database.ts'
import type { ChatBrand } from './chat-brand.ts'

export type Standing = Omit<Extract<ChatFrame, { frame: 'standing' }>, 'frame'>

/** By the server's clock: a visitor's may say anything. */
export function openingOf({ chat }: ChatBrand, now: Instant): Pick<Standing, 'isOpen' | 'opensAt'> {
  const hours = chat?.hours
  if (!hours || isOpenAt(hours, now)) return { isOpen: true, opensAt: 0 }
  return { isOpen: false, opensAt: opensAfter(hours, now) ?? 0 }
}

/** Beyond that nobody is helped by a number. */
const placeMax = 99

interface Found {
  readonly status: string
  readonly queueId: string
  readonly isWaiting: boolean
  readonly waitingSinceAt: number
  readonly organisationId: string
}

/** How a conversation stands, and whom it waits behind: those of its queue whom nobody has and who have waited longer. */
export async function lineOf(
  db: ReadableDb,
  conversationId: string,
): Promise<Pick<Standing, 'status' | 'place'> & { readonly queueId: string }> {
  const [found] = await db.query<Found>(
    `SELECT status, queue_id AS "queueId", assignee_id IS NULL AND waiting_since_at < $2 AS "isWaiting",
       waiting_since_at AS "waitingSinceAt", organisation_id AS "organisationId" FROM conversation WHERE id = $1`,
    [conversationId, notWaiting],
  )
  if (!found) return { status: 'none', place: 0, queueId: '' }
  const { queueId } = found
  if (found.status === 'resolved') return { status: 'ended', place: 0, queueId }
  if (found.status !== 'open' || !found.isWaiting) return { status: 'open', place: 0, queueId }
  const [ahead] = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT 1 FROM conversation
       WHERE organisation_id = $1 AND queue_id = $2 AND status = 'open' AND assignee_id IS NULL AND waiting_since_at < $3
       LIMIT ${placeMax}) AS others`,
    [found.organisationId, queueId, found.waitingSinceAt],
  )
  const place = (ahead?.count ?? 0) + 1
  return { status: 'open', place: place > placeMax ? 0 : place, queueId }
}
