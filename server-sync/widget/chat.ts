import type { Clock } from '#shared/kit/clock.ts'
import { attachmentsMax } from '#shared/domain/file/file-limits.ts'
import type { PageContext } from '#shared/domain/visit/visit.ts'
import type { ChatFrame, ChatMessage, VisitorFrame, VisitorIdentity } from '#shared/sync/chat-protocol.ts'
import { type ConnectionPorts, type ConnectionState, createConnection } from './connection.ts'
import { createConversationStore } from './conversation-store.ts'
import type { KeyValueStore } from './key-value-store.ts'
import { type BoxedFile, type FileBox, createFileBox } from './files/file-box.ts'
import type { FileKeeper } from './files/file-keeper.ts'
import type { SendPorts, Sent, ToSend } from './files/send-file.ts'
import { type OutgoingMessage, createOutbox } from './outbox.ts'
import type { PreChatForm, Standing } from './parse-frame.ts'
import { createReadMarks } from './read-marks.ts'
import type { After, Cancel } from './timers.ts'
import { type FormAnswers, createVisitorForm } from './visitor-form.ts'

export interface ChatPorts {
  readonly store: KeyValueStore
  readonly clock: Clock
  readonly after: After
  readonly keeper: FileKeeper
  sendFile(file: ToSend, ports: Omit<SendPorts, 'fetch'>): Promise<Sent>
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
  /** On their way, in a message or not yet. */
  readonly files: readonly BoxedFile[]
  /** Those that were put to the message that is being written. */
  readonly staged: readonly BoxedFile[]
  readonly takesFiles: boolean
  readonly unread: number
  /** The conversation has been received at least once. */
  readonly isLoaded: boolean
  readonly standing: Standing
  /** What is to be filled in before anything is written; null: nothing. */
  readonly form: PreChatForm | null
  /** The server asked to wait with what is on its way. */
  readonly isSlowedDown: boolean
  /** An agent is writing. */
  readonly isAnswering: boolean
  /** `sending` until the server has it. */
  readonly rating: 'none' | 'sending' | 'rated'
}

export interface Chat {
  snapshot(): ChatSnapshot
  start(): void
  /** Somebody who wrote here before, or whose words still wait, is connected before the panel is opened. */
  hasHistory(): boolean
  checkNow(): void
  /** With what was put to it. @param typedMs from the first key to the last */
  send(text: string, typedMs?: number): void
  /** Puts a file to the message that is being written; it goes on its way at once. */
  addFile(name: string, blob: Blob): void
  removeFile(key: string): void
  retryFile(key: string): void
  fillIn(answers: FormAnswers): void
  /** The visitor writes; told to the other side now and then. */
  typing(): void
  end(): void
  rate(stars: number, comment: string): void
  /** Who they are to the shop, or nobody any more: then what was said here is not for whoever comes next. */
  identify(identity: VisitorIdentity | null): void
  setContext(context: PageContext): void
  retry(messageId: string): void
  discard(messageId: string): OutgoingMessage | undefined
  /** The visitor is looking at the messages: the panel is open and the page in front. */
  setReading(isReading: boolean): void
  storedElsewhere(key: string): void
}

const tokenKey = 'token'
const nameKey = 'brand-name'

export const typingEveryMs = 3_000
export const answeringForMs = 6_000

const unknownStanding: Standing = { status: 'none', place: 0, waitMs: 0, isOpen: true, opensAt: 0 }
/** The chat without its looks: what the visitor wrote reaches the server once, what was answered is here once, in order. */
export function createChat(ports: ChatPorts): Chat {
  const { store, visitor } = ports
  const conversation = createConversationStore()
  let state: ConnectionState = 'idle'
  let isLoaded = false
  let isReading = false
  let helloToken: string | null = null
  /** Of an identified visitor: not kept, since the next one at this computer is somebody else. */
  let memoryToken: string | null = null
  let identity: VisitorIdentity | null = null
  let context: PageContext | undefined
  let standing = unknownStanding
  let lastTypingAt = 0
  let isAnswering = false
  let isSlowedDown = false
  let stopAnswering: Cancel = () => undefined
  let rating: ChatSnapshot['rating'] = 'none'
  let takesFiles = false
  /** Ending and rating, until the server has them. */
  const toBeDone = new Map<string, Extract<VisitorFrame, { frame: 'end' | 'rate' }>>()

  const connection = createConnection({
    openSocket: ports.openSocket,
    after: ports.after,
    random: ports.random,
    hello() {
      helloToken = memoryToken ?? store.get(tokenKey)
      return { frame: 'hello', ...visitor, token: helloToken, identity }
    },
    received(frame) {
      take(frame)
      ports.changed()
    },
    changed(next) {
      state = next
      if (next !== 'online') {
        outbox.offline()
        files.offline()
      }
      ports.changed()
    },
  })

  const outbox = createOutbox({
    ...ports,
    isSaid: conversation.has,
    isReady: ({ fileKeys }) => fileKeys.every((key) => files.get(key)?.fileId != null),
    send({ messageId, text, fileKeys, typedMs }) {
      const fileIds = fileKeys.flatMap((key) => files.get(key)?.fileId ?? [])
      connection.send({ frame: 'send', messageId, text, typedMs, ...(fileIds.length > 0 ? { fileIds } : {}) })
    },
  })
  const files: FileBox = createFileBox({
    ...ports,
    isWanted: (key) => outbox.all().some(({ fileKeys }) => fileKeys.includes(key)),
    token: () => memoryToken ?? store.get(tokenKey),
    send: ports.sendFile,
    changed() {
      refuseWithFiles()
      outbox.filesChanged()
      ports.changed()
    },
  })

  // Where a browser keeps no files, a message that took some along cannot go any more after a reload.
  void files.ready.then(() => {
    for (const { messageId, fileKeys } of outbox.all())
      if (fileKeys.some((key) => !files.get(key))) outbox.refuse(messageId, 'chat/file')
  })

  /** A message whose file is not taken does not go. */
  function refuseWithFiles() {
    for (const { messageId, fileKeys, refusal } of outbox.all()) {
      const kind = fileKeys.map((key) => files.get(key)?.refusal).find((each) => each != null)
      if (refusal === null && kind != null) outbox.refuse(messageId, kind)
    }
  }

  /** The server has it, or nobody wants it any more: with what it took along. */
  function settle(messageId: string) {
    const sent = outbox.settle(messageId)
    for (const key of sent?.fileKeys ?? []) files.remove(key)
    return sent
  }

  function staged(): readonly BoxedFile[] {
    const sent = new Set(outbox.all().flatMap(({ fileKeys }) => fileKeys))
    return files.all().filter(({ key }) => !sent.has(key))
  }

  const form = createVisitorForm({ store, send: connection.send })
  const marks = createReadMarks({ store, send: connection.send, afterAnswer: connection.afterAnswer })

  function take(frame: ChatFrame) {
    switch (frame.frame) {
      case 'welcome':
        return welcome(frame)
      case 'message':
        settle(frame.message.messageId)
        if (frame.message.from !== 'customer') answering(false)
        if (!conversation.add(frame.message)) marks.forget(frame.message.messageId)
        marks.report(conversation.all(), isReading)
        return undefined
      case 'receipt':
        return confirm(frame)
      case 'refused':
        if (frame.messageId === null) return undefined
        isSlowedDown = frame.kind === 'chat/too-fast'
        if (frame.kind === 'chat/form') form.forget()
        if (toBeDone.delete(frame.messageId)) rating = 'none'
        outbox.refuse(frame.messageId, frame.kind)
        return undefined
      case 'standing':
        standing = frame
        return undefined
      case 'done':
        if (toBeDone.get(frame.entryId)?.frame === 'rate') rating = 'rated'
        toBeDone.delete(frame.entryId)
        return undefined
      case 'typing':
        return answering(true)
      case 'pong':
        return undefined
    }
  }

  function answering(next: boolean) {
    stopAnswering()
    isAnswering = next
    if (!next) return
    stopAnswering = ports.after(answeringForMs, () => {
      isAnswering = false
      ports.changed()
    })
  }

  function welcome(frame: Extract<ChatFrame, { frame: 'welcome' }>) {
    const { token, brandName, messages, isIdentified } = frame
    const stored = store.get(tokenKey)
    if (helloToken === null && stored !== null && !isIdentified) {
      // Two tabs said their first hello at once: both become the visitor whose token was kept first.
      connection.restart()
      return
    }
    keepToken(token, isIdentified)
    standing = frame
    form.ask(frame.form)
    rating = rating === 'sending' ? 'sending' : 'none'
    store.set(nameKey, brandName)
    conversation.replaceAll(messages)
    for (const { messageId } of messages) settle(messageId)
    isLoaded = true
    if (context) connection.send({ frame: 'context', context })
    form.tell(standing)
    for (const undone of toBeDone.values()) connection.send(undone)
    marks.online(messages)
    marks.report(messages, isReading)
    takesFiles = frame.takesFiles
    if (takesFiles) files.online()
    outbox.online()
  }

  function keepToken(token: string, isIdentified: boolean) {
    memoryToken = isIdentified || memoryToken !== null ? token : null
    if (memoryToken !== null) store.remove(tokenKey)
    else if (store.get(tokenKey) !== token) store.set(tokenKey, token)
  }

  function confirm({ messageId, number, createdAt, attachments }: Extract<ChatFrame, { frame: 'receipt' }>) {
    isSlowedDown = false
    const sent = settle(messageId)
    if (!sent) return
    conversation.add({
      messageId,
      number,
      createdAt,
      from: 'customer',
      name: '',
      text: sent.text,
      language: visitor.language,
      ...(attachments ? { attachments } : {}),
    })
  }

  function doUntilDone(frame: Extract<VisitorFrame, { frame: 'end' | 'rate' }>) {
    toBeDone.set(frame.entryId, frame)
    connection.send(frame)
    ports.changed()
  }

  function forget() {
    memoryToken = null
    outbox.forget()
    for (const { key } of files.all()) files.remove(key)
    toBeDone.clear()
    for (const key of store.keys()) store.remove(key)
    conversation.replaceAll([])
    standing = unknownStanding
    isLoaded = false
    rating = 'none'
    answering(false)
  }

  return {
    snapshot: () => ({
      connection: state,
      brandName: store.get(nameKey) ?? '',
      messages: conversation.all(),
      outgoing: outbox.all(),
      files: files.all(),
      staged: staged(),
      takesFiles,
      unread: marks.countUnread(conversation.all()),
      isLoaded,
      standing,
      form: form.toFillIn(standing, isLoaded && conversation.all().length === 0 && outbox.all().length === 0),
      isSlowedDown: isSlowedDown && outbox.all().length > 0,
      isAnswering,
      rating,
    }),
    start: connection.start,
    hasHistory: () => store.get(tokenKey) !== null || identity !== null || outbox.all().length > 0,
    checkNow: connection.checkNow,
    send(text, typedMs = 0) {
      rating = 'none'
      lastTypingAt = 0
      const taken = staged().filter(({ refusal }) => refusal === null)
      outbox.add(
        text,
        typedMs,
        taken.slice(0, attachmentsMax).map(({ key }) => key),
      )
      ports.changed()
    },
    addFile: (name, blob) => void files.add(name, blob),
    removeFile: files.remove,
    retryFile: files.retry,
    fillIn(answers) {
      form.fillIn(answers)
      form.tell(standing)
      ports.changed()
    },
    typing() {
      const now = ports.clock.now()
      if (state !== 'online' || standing.status !== 'open' || now - lastTypingAt < typingEveryMs) return
      lastTypingAt = now
      connection.send({ frame: 'typing' })
    },
    end() {
      doUntilDone({ frame: 'end', entryId: ports.newId() })
    },
    rate(stars, comment) {
      rating = 'sending'
      doUntilDone({ frame: 'rate', entryId: ports.newId(), stars, comment })
    },
    identify(next) {
      if (JSON.stringify(next) === JSON.stringify(identity)) return
      // One after the other at the same computer, with or without a word between them.
      const isLeaving = next === null || (identity !== null && identity.userId !== next.userId)
      identity = next
      if (isLeaving) forget()
      connection.restart()
      ports.changed()
    },
    setContext(next) {
      context = next
      if (state === 'online' && isLoaded) connection.send({ frame: 'context', context })
    },
    retry(messageId) {
      for (const key of outbox.all().find((each) => each.messageId === messageId)?.fileKeys ?? []) files.retry(key)
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
