import type { Chat, ChatSnapshot } from '../chat.ts'
import { fill } from '../words/fill.ts'
import { isRightToLeft } from '../words/pick-language.ts'
import { type ChatLanguage, wordsByLanguage } from '../words/words-by-language.ts'
import { createComposer } from './composer.ts'
import { element } from './element.ts'
import type { Formats } from './formats.ts'
import { createLauncher } from './launcher.ts'
import type { MessageContext } from './message-element.ts'
import { createMessageList } from './message-list.ts'
import { createPanel } from './panel.ts'

export interface ChatViewPorts {
  readonly chat: Chat
  readonly language: ChatLanguage
  readonly formats: Formats
  readonly draft: string
  keepDraft(text: string): void
}

export interface ChatView {
  readonly elements: readonly HTMLElement[]
  render(): void
}

export function createChatView({ chat, language, formats, draft, keepDraft }: ChatViewPorts): ChatView {
  const words = wordsByLanguage[language]
  const composer = createComposer({ words, formats, draft, keepDraft, send: (text) => chat.send(text) })
  const list = createMessageList({ words })
  const panel = createPanel(words, [list.element, composer.element], () => {
    rendered()
    launcher.element.focus()
  })
  const launcher = createLauncher({ words, formats }, () => (panel.isOpen() ? panel.close() : open()))
  /** For who hears the page instead of seeing the badge. */
  const announcement = element('p', { class: 'hidden', role: 'status' })
  let unreadBefore = 0

  function open() {
    panel.open()
    chat.start()
    rendered()
    list.scrollToEnd()
    // A phone's keyboard would cover the conversation before it was seen.
    if (window.matchMedia('(pointer: coarse)').matches) panel.element.querySelector('h2')?.focus()
    else composer.focus()
  }

  /** In a right-to-left sentence a Latin name keeps its own direction (Unicode's isolate marks). */
  const inSentence = (name: string) => (isRightToLeft(language) ? `\u2068${name}\u2069` : name)

  function announce(unread: number) {
    const newest = chat.snapshot().messages.filter(({ from }) => from !== 'customer')
    const name = newest[newest.length - 1]?.name
    if (unread > unreadBefore)
      announcement.textContent = fill(words.newMessageFrom, { name: inSentence(name || words.team) })
    else if (unread === 0) announcement.textContent = ''
    unreadBefore = unread
  }

  function rendered() {
    chat.setReading(panel.isOpen() && document.visibilityState === 'visible')
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
    panel.setTitle(
      brandName === '' ? words.title : fill(words.titleWithBrand, { brand: inSentence(brandName) }),
      [...brandName][0] ?? '',
    )
    panel.setConnection(snapshot.connection, isOffline)
    list.render(snapshot, context)
    launcher.render(panel.isOpen(), snapshot.unread)
    announce(panel.isOpen() ? 0 : snapshot.unread)
  }

  return { elements: [panel.element, launcher.element, announcement], render: rendered }
}

/** Where the browser itself says that there is no network, "connecting" would be a promise. */
function withoutFalseHope(snapshot: ChatSnapshot, isOffline: boolean): ChatSnapshot {
  return isOffline && snapshot.connection === 'connecting' ? { ...snapshot, connection: 'offline' } : snapshot
}
