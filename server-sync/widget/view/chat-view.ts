import type { ChatLanguage } from '#shared/words/chat-languages.ts'
import { isRightToLeft } from '#shared/words/chat-languages.ts'
import type { Chat, ChatSnapshot } from '../chat.ts'
import type { PageLine } from '../frame/page-line.ts'
import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'
import { type Composer, createComposer } from './composer.ts'
import { createFileTray } from './file-tray.ts'
import type { Formats } from './formats.ts'
import { createHeader } from './header.ts'
import { isComposing } from './is-composing.ts'
import { createMenu } from './menu.ts'
import type { MessageContext } from './message-element.ts'
import { createMessageList } from './message-list.ts'
import { createPreChatForm } from './pre-chat-form.ts'
import { createRating } from './rating.ts'
import { createStandingLine } from './standing-line.ts'

export interface ChatViewPorts {
  readonly chat: Chat
  readonly words: Words
  readonly language: ChatLanguage
  readonly formats: Formats
  readonly draft: string
  readonly page: PageLine
  keepDraft(text: string): void
  now(): number
}

export interface ChatView {
  readonly elements: readonly HTMLElement[]
  render(): void
  /** The page's script has opened or closed the panel around the frame. */
  shown(isOpen: boolean): void
}

export function createChatView({
  chat,
  words,
  language,
  formats,
  draft,
  keepDraft,
  now,
  page,
}: ChatViewPorts): ChatView {
  const tray = createFileTray({
    words,
    formats,
    add(file) {
      chat.addFile(file.name || 'image.png', file)
      page.tell({ told: 'wrote' })
    },
    remove: (key) => chat.removeFile(key),
    retry: (key) => chat.retryFile(key),
    focusText: () => composer.focus(),
  })
  const composer: Composer = createComposer({
    words,
    formats,
    draft,
    now,
    keepDraft,
    send,
    typing: () => chat.typing(),
    tray,
    hasFiles: () => chat.snapshot().staged.some(({ refusal }) => refusal === null),
  })
  const form = createPreChatForm(words, (answers) => {
    chat.fillIn(answers)
    rendered()
    composer.focus()
  })
  const rating = createRating({ words, formats }, (stars, comment) => chat.rate(stars, comment))
  const standingLine = createStandingLine({ words, formats })
  const menu = createMenu(words, {
    end: () => chat.end(),
    save,
    rate() {
      isRatingAsked = true
      rendered()
      rating.focus()
    },
  })
  let isRatingAsked = false
  const list = createMessageList({ words })
  const header = createHeader(words, [menu.button], close)
  let isOpen = false
  let told = ''
  let announcement = ''
  let unreadBefore = 0

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || isComposing(event)) return
    event.preventDefault()
    if (!menu.close() && !composer.closePicker()) close()
  })

  function send(text: string, typedMs: number) {
    isRatingAsked = false
    chat.send(text, typedMs)
    page.tell({ told: 'wrote' })
  }

  function close() {
    page.tell({ told: 'close' })
  }

  function save() {
    const { messages, brandName } = chat.snapshot()
    // Few want it: fetched by those who do.
    void import('./transcript.ts').then(({ saveFile, transcriptPage }) => {
      const title = brandName === '' ? words.title : fill(words.titleWithBrand, { brand: brandName })
      const nameOf = ({ from, name }: (typeof messages)[number]) =>
        from === 'customer' ? words.you : name || (from === 'bot' ? words.assistant : words.team)
      const timeOf = ({ createdAt }: (typeof messages)[number]) =>
        `${formats.day(createdAt)}, ${formats.time(createdAt)}`
      const told = { title, language, isRightToLeft: isRightToLeft(language), messages, nameOf, timeOf }
      saveFile('chat.html', transcriptPage(told))
    })
  }

  /** In a right-to-left sentence a Latin name keeps its own direction (Unicode's isolate marks). */
  const inSentence = (name: string) => (isRightToLeft(language) ? `\u2068${name}\u2069` : name)

  /** The button in the page's corner, and what is read aloud there. */
  function tellFace({ messages, unread }: ChatSnapshot) {
    const count = isOpen ? 0 : unread
    const newest = messages.findLast(({ from }) => from !== 'customer')
    if (count > unreadBefore) {
      announcement = fill(words.newMessageFrom, { name: inSentence(newest?.name || words.team) })
    } else if (count === 0) announcement = ''
    unreadBefore = count
    const label = count > 0 ? fill(words.openUnread, { count: formats.count(count) }) : words.open
    const face = JSON.stringify([count, label, announcement])
    if (face === told) return
    told = face
    page.tell({ told: 'face', unread: count, label, announcement })
  }

  function rendered() {
    chat.setReading(isOpen && document.visibilityState === 'visible')
    const isOffline = !navigator.onLine
    const snapshot = withoutFalseHope(chat.snapshot(), isOffline)
    const context: MessageContext = {
      words,
      formats,
      isOffline,
      retry: (messageId) => chat.retry(messageId),
      edit(messageId) {
        const message = chat.discard(messageId)
        if (message) composer.takeBack(message.text)
      },
    }
    const { brandName } = snapshot
    header.setTitle(
      brandName === '' ? words.title : fill(words.titleWithBrand, { brand: inSentence(brandName) }),
      [...brandName][0] ?? '',
    )
    header.setConnection(snapshot.connection, isOffline)
    list.render(snapshot, context)
    tray.render(snapshot.staged, snapshot.takesFiles)
    composer.refresh()
    standingLine.render(snapshot)
    const isAsking = snapshot.form !== null
    if (snapshot.form) form.render(snapshot.form, snapshot.standing.isOpen)
    if (form.element.hidden && isAsking && isOpen) {
      form.element.hidden = false
      form.focus()
    }
    form.element.hidden = !isAsking
    composer.element.hidden = isAsking
    const { status } = snapshot.standing
    const wasAnswered = snapshot.messages.some(({ from }) => from !== 'customer')
    menu.render({ end: status === 'open', save: snapshot.messages.length > 0, rate: wasAnswered })
    rating.render(snapshot.rating, wasAnswered && (isRatingAsked || status === 'ended'))
    tellFace(snapshot)
  }

  return {
    elements: [
      ...header.elements,
      menu.element,
      standingLine.element,
      list.element,
      form.element,
      rating.element,
      composer.element,
    ],
    render: rendered,
    shown(next) {
      isOpen = next
      if (isOpen) chat.start()
      rendered()
      if (!isOpen) return
      list.scrollToEnd()
      // A phone's keyboard would cover the conversation before it was seen.
      if (window.matchMedia('(pointer: coarse)').matches) header.focus()
      else if (chat.snapshot().form) form.focus()
      else composer.focus()
    },
  }
}

/** Where the browser itself says that there is no network, "connecting" would be a promise. */
function withoutFalseHope(snapshot: ChatSnapshot, isOffline: boolean): ChatSnapshot {
  const isHoping = snapshot.connection === 'connecting'
  return isOffline && isHoping ? { ...snapshot, connection: 'offline' } : snapshot
}
