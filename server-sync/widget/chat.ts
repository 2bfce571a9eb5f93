import type { Clock } from '#shared/kit/clock.ts'
import type { ChatFrame, ChatMessage } from '#shared/sync/chat-protocol.ts'
import { type ConnectionPorts, type ConnectionState, createConnection } from './connection.ts'
import { createConversationStore } from './conversation-store.ts'
import type { KeyValueStore } from './key-value-store.ts'
import { type OutgoingMessage, createOutbox } from './outbox.ts'
import { createReadMarks } from './read-marks.ts'
import type { After } from './timers.ts'

export interface ChatPorts {
  readonly store: KeyValueStore
  readonly clock: Clock
  readonly after: After
  readonly openSocket: ConnectionPorts['openSocket']
  readonly visitor: { readonly brandId: string; readonly language: string; readonly timeZone: string }
  random(): number
  newId(): string
  changed(): void
}

/** All that the view shows. */
export interface ChatSnapshot {
  readonly connection: ConnectionState
  readonly brandName: string
  readonly messages: readonly ChatMessage[]
  readonly outgoing: readonly OutgoingMessage[]
  readonly unread: number
  /** The conversation has been received at least once. */
  readonly isLoaded: boolean
}

export interface Chat {
  snapshot(): ChatSnapshot
  start(): void
  /** Somebody who wrote here before, or whose words still wait, is connected before the panel is opened. */
  hasHistory(): boolean
  checkNow(): void
  send(text: string): void
  retry(messageId: string): void
  discard(messageId: string): OutgoingMessage | undefined
  /** The visitor is looking at the messages: the panel is open and the page in front. */
  setReading(isReading: boolean): void
  storedElsewhere(key: string): void
}

const tokenKey = 'token'
const nameKey = 'brand-name'

/** The chat without its looks: what the visitor wrote reaches the server once, what was answered is here once, in order. */
export function createChat(ports: ChatPorts): Chat {
  const { store, visitor } = ports
  const conversation = createConversationStore()
  let state: ConnectionState = 'idle'
  let isLoaded = false
  let isReading = false
  let helloToken: string | null = null

  const connection = createConnection({
    openSocket: ports.openSocket,
    after: ports.after,
    random: ports.random,
    hello() {
      helloToken = store.get(tokenKey)
      return { frame: 'hello', ...visitor, token: helloToken }
    },
    received(frame) {
      take(frame)
      ports.changed()
    },
    changed(next) {
      state = next
      if (next !== 'online') outbox.offline()
      ports.changed()
    },
  })

  const outbox = createOutbox({
    ...ports,
    isSaid: conversation.has,
    send: ({ messageId, text }) => connection.send({ frame: 'send', messageId, text }),
  })
  const marks = createReadMarks({ store, send: connection.send, afterAnswer: connection.afterAnswer })

  function take(frame: ChatFrame) {
    switch (frame.frame) {
      case 'welcome':
        return welcome(frame)
      case 'message':
        outbox.settle(frame.message.messageId)
        if (!conversation.add(frame.message)) marks.forget(frame.message.messageId)
        marks.report(conversation.all(), isReading)
        return undefined
      case 'receipt':
        return confirm(frame)
      case 'refused':
        if (frame.messageId !== null) outbox.refuse(frame.messageId, frame.kind)
        return undefined
      case 'typing':
      case 'pong':
        return undefined
    }
  }

  function welcome({ token, brandName, messages }: Extract<ChatFrame, { frame: 'welcome' }>) {
    const stored = store.get(tokenKey)
    if (helloToken === null && stored !== null) {
      // Two tabs said their first hello at once: both become the visitor whose token was kept first.
      connection.restart()
      return
    }
    if (stored !== token) store.set(tokenKey, token)
    store.set(nameKey, brandName)
    conversation.replaceAll(messages)
    for (const { messageId } of messages) outbox.settle(messageId)
    isLoaded = true
    marks.online(messages)
    marks.report(messages, isReading)
    outbox.online()
  }

  function confirm({ messageId, number, createdAt }: Extract<ChatFrame, { frame: 'receipt' }>) {
    const sent = outbox.settle(messageId)
    if (!sent) return
    conversation.add({
      messageId,
      number,
      createdAt,
      from: 'customer',
      name: '',
      text: sent.text,
      language: visitor.language,
    })
  }

  return {
    snapshot: () => ({
      connection: state,
      brandName: store.get(nameKey) ?? '',
      messages: conversation.all(),
      outgoing: outbox.all(),
      unread: marks.countUnread(conversation.all()),
      isLoaded,
    }),
    start: connection.start,
    hasHistory: () => store.get(tokenKey) !== null || outbox.all().length > 0,
    checkNow: connection.checkNow,
    send(text) {
      outbox.add(text)
      ports.changed()
    },
    retry(messageId) {
      outbox.retry(messageId)
      ports.changed()
    },
    discard(messageId) {
      const message = outbox.discard(messageId)
      ports.changed()
      return message
    },
    setReading(next) {
      if (isReading === next) return
      isReading = next
      if (state === 'online' && isLoaded) marks.report(conversation.all(), isReading)
      ports.changed()
    },
    storedElsewhere(key) {
      outbox.storedElsewhere(key)
      // This tab's own first hello lost the race by a hair: the kept token is the visitor.
      if (key === tokenKey && helloToken === null && state === 'online' && store.get(tokenKey) !== null)
        connection.restart()
      ports.changed()
    },
  }
}
