import type { ChatMessage, VisitorFrame } from '#shared/sync/chat-protocol.ts'
import type { KeyValueStore } from './key-value-store.ts'

export interface ReadMarksPorts {
  readonly store: KeyValueStore
  send(frame: VisitorFrame): void
  afterAnswer(answered: () => void): void
}

export interface ReadMarks {
  /** A new connection: whatever was not answered to on the old one is reported again. */
  online(messages: readonly ChatMessage[]): void
  /** Tells the server what has arrived, and what has been read while `isReading`. */
  report(messages: readonly ChatMessage[], isReading: boolean): void
  /** The server says one again because it has not heard of it: what was reported before was lost. */
  forget(messageId: string): void
  countUnread(messages: readonly ChatMessage[]): number
}

const idsAFrame = 100
const seenKey = 'seen'
const answeredKey = 'answered'

/** What the visitor has received and seen of the answers: for the badge here, and for the delivery states on the agent's desk. */
export function createReadMarks({ store, send, afterAnswer }: ReadMarksPorts): ReadMarks {
  const delivered = new Set<string>()
  const read = new Set<string>()

  const mark = (key: string) => Number(store.get(key)) || 0
  const fromUs = (messages: readonly ChatMessage[], above: number) =>
    messages.filter(({ from, number }) => from !== 'customer' && number > above)

  function raise(key: string, messages: readonly ChatMessage[]) {
    const last = messages.reduce((highest, { number }) => Math.max(highest, number), 0)
    if (last > mark(key)) store.set(key, String(last))
  }

  function announce(frame: 'delivered' | 'read', messages: readonly ChatMessage[], announced: Set<string>) {
    const fresh = messages.map(({ messageId }) => messageId).filter((id) => !announced.has(id))
    for (const id of fresh) announced.add(id)
    for (let from = 0; from < fresh.length; from += idsAFrame) {
      send({ frame, messageIds: fresh.slice(from, from + idsAFrame) })
    }
    return fresh.length > 0
  }

  return {
    online(messages) {
      delivered.clear()
      read.clear()
      // Numbers beyond the conversation belong to one that is gone: a new visitor, or a demonstration begun afresh.
      const last = messages.reduce((highest, { number }) => Math.max(highest, number), 0)
      for (const key of [seenKey, answeredKey]) if (mark(key) > last) store.remove(key)
    },
    report(messages, isReading) {
      // Up to here the server has answered after it was told: once is enough, over all visits and tabs.
      const unanswered = fromUs(messages, mark(answeredKey))
      announce('delivered', unanswered, delivered)
      if (!isReading) return
      raise(seenKey, fromUs(messages, 0))
      if (announce('read', unanswered, read)) afterAnswer(() => raise(answeredKey, unanswered))
    },
    forget(messageId) {
      delivered.delete(messageId)
      read.delete(messageId)
    },
    countUnread: (messages) => fromUs(messages, mark(seenKey)).length,
  }
}
