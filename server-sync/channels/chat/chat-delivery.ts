import type { Clock } from '#shared/kit/clock.ts'
import type { Database, WritableDb } from '../../db/database.ts'
import { createWakeSignal } from '../../sync/wake-signal.ts'
import { heardBy } from '../thread-of.ts'
import { chatMessages, onPage } from './chat-messages.ts'
import type { ChatRooms } from './chat-rooms.ts'

interface Options {
  readonly database: Database
  readonly clock: Clock
  readonly rooms: ChatRooms
  /** How soon to look for what was committed on another node. */
  readonly pollMs: number
  readonly onFailure: (error: unknown) => void
}

export interface ChatDelivery {
  wake(): void
  stop(): Promise<void>
}

const batchMax = 100
const pauseAfterFailureMs = 500
/** Until the chat has reported, a message is said again after 15, 30, 60 … seconds; the chat knows it by its id. */
const firstClaimMs = 15_000
const doublingsMax = 6

/** Hands committed messages to the customers' chats that are open on this node. What nobody hears waits for their return. */
export function startChatDelivery({ database, clock, rooms, pollMs, onFailure }: Options): ChatDelivery {
  const work = createWakeSignal()
  let isStopping = false
  const ended = run()
  return {
    wake: work.raise,
    async stop() {
      isStopping = true
      work.raise()
      await ended
    },
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        const claimed = await deliver()
        if (claimed < batchMax) await work.next(pollMs)
      } catch (error) {
        if (!isStopping) onFailure(error)
        await work.next(pauseAfterFailureMs)
      }
    }
  }

  async function deliver(): Promise<number> {
    const open = rooms.conversationIds
    if (open.length === 0) return 0
    const heard = await heardBy(database, open)
    const claimed = await database.transaction((db) => claim(db, [...open, ...heard.keys()], clock.now()))
    if (claimed.length === 0) return 0
    for (const { conversationId, message } of await chatMessages(database, claimed)) {
      rooms.say(conversationId, message)
      for (const hearer of heard.get(conversationId) ?? [])
        if (message.number > hearer.afterNumber) rooms.say(hearer.conversationId, onPage(message, hearer.place))
    }
    return claimed.length
  }
}

/** Nodes that hold chats of one conversation do not wait for each other: each takes what is free. */
async function claim(db: WritableDb, conversationIds: readonly string[], now: number): Promise<readonly string[]> {
  const claimed = await db.query<{ id: string }>(
    `UPDATE delivery SET attempts = attempts + 1,
       claimed_until_at = $2::bigint + ${firstClaimMs}::bigint * (1 << LEAST(attempts, ${doublingsMax}))
     WHERE message_id IN (
       SELECT message_id FROM delivery
       WHERE channel = 'chat' AND conversation_id = ANY($1) AND claimed_until_at <= $2::bigint
       ORDER BY queued_at LIMIT ${batchMax} FOR UPDATE SKIP LOCKED)
     RETURNING message_id AS id`,
    [conversationIds, now],
  )
  return claimed.map(({ id }) => id)
}

/** A welcome carries them all: no need to say them again at once. @returns which they were: other tabs still wait for them */
export async function claimForWelcome(
  database: Database,
  conversationId: string,
  now: number,
): Promise<ReadonlySet<string>> {
  const claimed = await database.transaction((db) =>
    db.query<{ id: string }>(
      `UPDATE delivery SET claimed_until_at = $2::bigint + ${firstClaimMs}::bigint
       WHERE conversation_id = $1 AND channel = 'chat' AND claimed_until_at <= $2::bigint RETURNING message_id AS id`,
      [conversationId, now],
    ),
  )
  return new Set(claimed.map(({ id }) => id))
}
