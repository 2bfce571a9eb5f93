import type { Clock, Instant } from '#shared/kit/clock.ts'
import type { KeyValueStore } from './key-value-store.ts'
import type { After, Cancel } from './timers.ts'

/** A message of the visitor's that the server has not yet promised to keep. */
export interface OutgoingMessage {
  readonly messageId: string
  readonly text: string
  /** Keys of the files that it takes along. */
  readonly fileKeys: readonly string[]
  /** By the visitor's own clock; only the order of what waits is taken from it. */
  readonly writtenAt: Instant
  /** Why the server refused it: it then waits for the visitor, not for the network. */
  readonly refusal: string | null
  /** From the first key to the last. */
  readonly typedMs: number
}

export interface OutboxPorts {
  readonly store: KeyValueStore
  readonly clock: Clock
  readonly after: After
  newId(): string
  /** Known from the server already: its word can be faster than the news from another tab. */
  isSaid(messageId: string): boolean
  /** All that it takes along is with the server. */
  isReady(message: OutgoingMessage): boolean
  /** Hands a message to the connection. It may be lost on the way: that is what the outbox is for. */
  send(message: OutgoingMessage): void
}

export interface Outbox {
  all(): readonly OutgoingMessage[]
  add(text: string, typedMs: number, fileKeys?: readonly string[]): void
  /** A file has come further: perhaps its message can go. */
  filesChanged(): void
  /** The server has it, by receipt or because it came back as part of the conversation. */
  settle(messageId: string): OutgoingMessage | undefined
  refuse(messageId: string, kind: string): void
  retry(messageId: string): void
  discard(messageId: string): OutgoingMessage | undefined
  /** A new connection: nothing sent on the old one counts. */
  online(): void
  offline(): void
  /** All of it: somebody else sits here now. */
  forget(): void
  /** Another tab wrote or removed `key` of the same store. */
  storedElsewhere(key: string): void
}

export const receiptWithinMs = 10_000
export const slowDownMs = 3_000

/** The server wants it later, not never. */
const slowDown = 'chat/too-fast'

const keyPrefix = 'out/'

/**
 * Keeps every message until its receipt, across reloads, and sends one at a time, so that they arrive in the order in which
 * they were written. One stored key a message, so that two tabs never overwrite each other's; each tab also takes up what
 * another tab left behind, which is harmless because the server knows ids it has seen.
 */
export function createOutbox(ports: OutboxPorts): Outbox {
  const { store, clock } = ports
  const messages = new Map<string, OutgoingMessage>()
  /** Written in another tab, which has until then to send it itself. */
  const leftToOthersUntil = new Map<string, Instant>()
  /** The one that is on its way, and when to stop waiting for its receipt. */
  let onItsWay = ''
  let waitUntil: Instant = 0
  let isOnline = false
  let lastWrittenAt = 0
  let cancelResend: Cancel = () => undefined

  for (const key of store.keys()) {
    const message = key.startsWith(keyPrefix) ? parseOutgoing(store.get(key)) : undefined
    if (message) messages.set(message.messageId, message)
  }

  function keep(message: OutgoingMessage) {
    messages.set(message.messageId, message)
    store.set(keyPrefix + message.messageId, JSON.stringify(message))
  }

  function drop(messageId: string): OutgoingMessage | undefined {
    const message = messages.get(messageId)
    messages.delete(messageId)
    leftToOthersUntil.delete(messageId)
    if (message) store.remove(keyPrefix + messageId)
    return message
  }

  function dropAndGoOn(messageId: string) {
    const message = drop(messageId)
    if (messageId === onItsWay) endWait()
    flush()
    return message
  }

  function endWait() {
    onItsWay = ''
    waitUntil = 0
  }

  const inOrder = () => [...messages.values()].sort((a, b) => a.writtenAt - b.writtenAt)
  const waiting = () => inOrder().filter(({ refusal }) => refusal === null)

  function flush() {
    cancelResend()
    const queue = waiting()
    if (!isOnline || queue.length === 0) return
    const now = clock.now()
    // One that waits for its files holds up no other.
    const next = queue.find(
      (message) => (leftToOthersUntil.get(message.messageId) ?? 0) <= now && ports.isReady(message),
    )
    if (next && (next.messageId !== onItsWay || waitUntil <= now)) {
      onItsWay = next.messageId
      waitUntil = now + receiptWithinMs
      ports.send(next)
    }
    cancelResend = ports.after(next ? waitUntil - now : receiptWithinMs, flush)
  }

  return {
    all: inOrder,
    add(text, typedMs, fileKeys = []) {
      // Two within one millisecond keep their order.
      lastWrittenAt = Math.max(clock.now(), lastWrittenAt + 1)
      keep({ messageId: ports.newId(), text, fileKeys, writtenAt: lastWrittenAt, refusal: null, typedMs })
      flush()
    },
    filesChanged() {
      if (waiting().some(({ fileKeys }) => fileKeys.length > 0)) flush()
    },
    settle: dropAndGoOn,
    refuse(messageId, kind) {
      const message = messages.get(messageId)
      if (!message) return
      if (kind === slowDown) {
        waitUntil = clock.now() + slowDownMs
      } else {
        keep({ ...message, refusal: kind })
        if (messageId === onItsWay) endWait()
      }
      flush()
    },
    retry(messageId) {
      const message = messages.get(messageId)
      if (!message) return
      keep({ ...message, refusal: null })
      flush()
    },
    discard: dropAndGoOn,
    online() {
      isOnline = true
      endWait()
      flush()
    },
    offline() {
      isOnline = false
      cancelResend()
    },
    forget() {
      for (const messageId of [...messages.keys()]) drop(messageId)
      endWait()
    },
    storedElsewhere(key) {
      if (!key.startsWith(keyPrefix)) return
      const messageId = key.slice(keyPrefix.length)
      if (ports.isSaid(messageId)) return
      const stored = parseOutgoing(store.get(key))
      if (stored) {
        // The other tab is sending it; this one waits its turn in case that tab is closed.
        if (!messages.has(messageId)) leftToOthersUntil.set(messageId, clock.now() + receiptWithinMs)
        messages.set(messageId, stored)
        flush()
      } else if (messages.get(messageId)?.refusal != null) {
        messages.delete(messageId)
      }
      // One that was still waiting is settled by the server's own word, so that it never vanishes from the screen between.
    },
  }
}

function parseOutgoing(json: string | null): OutgoingMessage | undefined {
  if (json === null) return undefined
  try {
    const { messageId, text, fileKeys, writtenAt, refusal, typedMs } = JSON.parse(json) as Record<string, unknown>
    if (typeof messageId !== 'string' || typeof text !== 'string' || typeof writtenAt !== 'number') return undefined
    return {
      messageId,
      text,
      fileKeys: Array.isArray(fileKeys) ? fileKeys.filter((key) => typeof key === 'string') : [],
      writtenAt,
      refusal: typeof refusal === 'string' ? refusal : null,
      typedMs: typeof typedMs === 'number' ? typedMs : 0,
    }
  } catch {
    return undefined
  }
}
