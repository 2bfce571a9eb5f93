import type { ChatLanguage } from '../bridge/chat-languages.ts'
import { isRightToLeft } from '../bridge/chat-languages.ts'
import type { Chat, ChatSnapshot } from '../chat.ts'
import type { PageLine } from '../frame/page-line.ts'
import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'
import { createComposer } from './composer.ts'
import type { Formats } from './formats.ts'
import { createHeader } from './header.ts'
import { isComposing } from './is-composing.ts'
import type { MessageContext } from './message-element.ts'
import { createMessageList } from './message-list.ts'

export interface ChatViewPorts {
  readonly chat: Chat
  readonly words: Words
  readonly language: ChatLanguage
  readonly formats: Formats
  readonly draft: string
  readonly page: PageLine
  keepDraft(text: string): void
}

export interface ChatView {
  readonly elements: readonly HTMLElement[]
  render(): void
  /** The page's script has opened or closed the panel around the frame. */
  shown(isOpen: boolean): void
}

export function createChatView({ chat, words, language, formats, draft, keepDraft, page }: ChatViewPorts): ChatView {
  const composer = createComposer({ words, formats, draft, keepDraft, send })
  const list = createMessageList({ words })
  const header = createHeader(words, [], close)
  let isOpen = false
  let told = ''
  let announcement = ''
  let unreadBefore = 0

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || isComposing(event)) return
    event.preventDefault()
    close()
  })

  function send(text: string) {
    chat.send(text)
    page.tell({ told: 'wrote' })
  }

  function close() {
    page.tell({ told: 'close' })
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
    tellFace(snapshot)
  }

  return {
    elements: [...header.elements, list.element, composer.element],
    render: rendered,
    shown(next) {
      isOpen = next
      if (isOpen) chat.start()
      rendered()
      if (!isOpen) return
      list.scrollToEnd()
      // A phone's keyboard would cover the conversation before it was seen.
      if (window.matchMedia('(pointer: coarse)').matches) header.focus()
      else composer.focus()
    },
  }
}

/** Where the browser itself says that there is no network, "connecting" would be a promise. */
function withoutFalseHope(snapshot: ChatSnapshot, isOffline: boolean): ChatSnapshot {
  const isHoping = snapshot.connection === 'connecting'
  return isOffline && isHoping ? { ...snapshot, connection: 'offline' } : snapshot
}
