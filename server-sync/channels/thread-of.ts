import type { ReadableDb } from '../db/database.ts'

/** A conversation as its customer has it: their own and, after it, those that it was merged into, one after the other. */
export interface Thread {
  readonly parts: readonly ThreadPart[]
  /** Where their next message goes. */
  readonly end: ThreadPart
  /** Who gets a resolved conversation back when they write again. */
  readonly reopensTo: 'assignee' | 'queue'
}

export interface ThreadPart {
  readonly conversationId: string
  readonly customerId: string
  /** What was said there up to this number is not theirs to see: it was said before the merge. */
  readonly afterNumber: number
}

/** Far more than anybody merges; against damaged rows. Merging makes no circles (SPEC of the conversation, M2). */
const partsMax = 50

/**
 * Before every word of a customer's: one simple question for each part, and nearly always there is one part. Asked for all of
 * them at once, in a recursive statement, the same takes the built-in database ten times as long.
 *
 * `undefined`: there is no such conversation yet.
 */
export async function threadOf(db: ReadableDb, conversationId: string): Promise<Thread | undefined> {
  const parts: ThreadPart[] = []
  let last: FoundPart | undefined
  let next: Pick<ThreadPart, 'conversationId' | 'afterNumber'> | undefined = { conversationId, afterNumber: 0 }
  while (next && parts.length < partsMax) {
    const found = await findPart(db, next.conversationId)
    if (!found) break
    parts.push({ ...next, customerId: found.customerId })
    last = found
    next =
      found.mergedIntoId === null
        ? undefined
        : { conversationId: found.mergedIntoId, afterNumber: found.mergedAtNumber }
  }
  const end = parts.at(-1)
  if (!end || !last) return undefined
  // Whoever had it and has left never sees it again: then it waits in its queue.
  return { parts, end, reopensTo: last.reopensTo === 'queue' || !last.isServed ? 'queue' : 'assignee' }
}

interface FoundPart {
  readonly customerId: string
  readonly mergedIntoId: string | null
  readonly mergedAtNumber: number
  readonly reopensTo: string | null
  readonly isServed: boolean | null
}

async function findPart(db: ReadableDb, conversationId: string): Promise<FoundPart | undefined> {
  const [found] = await db.query<FoundPart>(
    `SELECT customer_id AS "customerId", merged_into_id AS "mergedIntoId", merged_at_number AS "mergedAtNumber",
       (SELECT reopens_to FROM directory WHERE id = conversation.queue_id) AS "reopensTo",
       (SELECT is_active FROM directory WHERE id = conversation.assignee_id) AS "isServed"
     FROM conversation WHERE id = $1`,
    [conversationId],
  )
  return found
}

export interface Hearer {
  readonly conversationId: string
  readonly afterNumber: number
  /** How many merges lie between: 1, 2, 3 … */
  readonly place: number
}

/** Where these customers are spoken to besides their own conversations, and which of theirs hear it there. */
export async function heardBy(
  db: ReadableDb,
  conversationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Hearer[]>> {
  const found = await db.query<Hearer & { saidIn: string }>(
    `WITH RECURSIVE part AS (
       SELECT id AS heard_by, id, merged_into_id, merged_at_number, 0::bigint AS after_number, 0 AS place
         FROM conversation WHERE id = ANY($1) AND merged_into_id IS NOT NULL
       UNION ALL
       SELECT part.heard_by, target.id, target.merged_into_id, target.merged_at_number, part.merged_at_number, part.place + 1
         FROM part JOIN conversation AS target ON target.id = part.merged_into_id WHERE part.place < ${partsMax})
     SELECT id AS "saidIn", heard_by AS "conversationId", after_number AS "afterNumber", place FROM part WHERE place > 0`,
    [conversationIds],
  )
  return Map.groupBy(found, ({ saidIn }) => saidIn)
}
