import { systemClock } from '#shared/kit/clock.ts'
import { readAccent } from '../accent.ts'
import type { ToFrame } from '../bridge/bridge-messages.ts'
import { isRightToLeft, pickLanguage } from '#shared/words/chat-languages.ts'
import { type Chat, createChat } from '../chat.ts'
import { openFileKeeper } from '../files/file-keeper.ts'
import { sendFile } from '../files/send-file.ts'
import { createKeyValueStore } from '../key-value-store.ts'
import { newMessageId } from '../new-message-id.ts'
import { openWebSocket } from '../open-web-socket.ts'
import type { After } from '../timers.ts'
import { type ChatView, createChatView } from '../view/chat-view.ts'
import { createFormats } from '../view/formats.ts'
import { loadWords } from '../words/load-words.ts'
import { readContext, readIdentity } from './read-page-words.ts'
import { type PageLine, openPageLine } from './page-line.ts'

const draftKey = 'draft'
const tabKey = 'farline-chat-tab'
const tokenKey = 'token'

const after: After = (delayMs, run) => {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32

function socketUrl(): string {
  const url = new URL('/chat', location.href)
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:'
  return url.href
}

/** The same after a reload, another one in each tab. */
function tabId(): string {
  try {
    const known = sessionStorage.getItem(tabKey) ?? newMessageId()
    sessionStorage.setItem(tabKey, known)
    return known
  } catch {
    // Nothing is stored here, and no file either.
    return newMessageId()
  }
}

async function boot(page: PageLine, start: Extract<ToFrame, { told: 'start' }>) {
  const { brandId, languages } = start
  const prefix = `farline-chat ${brandId} `
  const store = createKeyValueStore(
    () => localStorage,
    prefix,
    (key, value) => {
      if (key === tokenKey) page.tell({ told: 'keep', token: value })
    },
  )
  if (start.keptToken !== '' && store.get(tokenKey) === null) store.set(tokenKey, start.keptToken)
  const language = pickLanguage(languages)
  const words = await loadWords(language)
  const formats = createFormats(language, systemClock)

  let isPlanned = false
  /** Many changes in one turn are drawn once. */
  function changed() {
    if (isPlanned) return
    isPlanned = true
    queueMicrotask(() => {
      isPlanned = false
      view.render()
    })
  }

  const chat: Chat = createChat({
    store,
    clock: systemClock,
    after,
    random,
    newId: () => newMessageId(),
    keeper: openFileKeeper(`${prefix}files`, tabId(), systemClock.now),
    sendFile: (file, ports) => sendFile(file, { ...ports, fetch: (address, init) => fetch(address, init) }),
    openSocket: (events) => openWebSocket(socketUrl(), events),
    visitor: {
      brandId,
      language: (languages[0] ?? 'en').slice(0, 35),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    changed,
  })
  const view: ChatView = createChatView({
    chat,
    words,
    language,
    formats,
    draft: store.get(draftKey) ?? '',
    keepDraft: (text) => (text === '' ? store.remove(draftKey) : store.set(draftKey, text)),
    now: () => systemClock.now(),
    page,
  })

  const root = document.documentElement
  root.lang = language
  root.dir = isRightToLeft(language) ? 'rtl' : 'ltr'
  const accent = readAccent(start.accent)
  root.style.setProperty('--accent', accent.colour)
  root.style.setProperty('--on-accent', accent.onColour)
  document.title = words.title
  document.body.append(...view.elements)
  view.render()

  listen(chat, changed, prefix)
  if (chat.hasHistory()) chat.start()
  return { chat, view }
}

function listen(chat: Chat, changed: () => void, prefix: string) {
  const check = () => {
    chat.checkNow()
    changed()
  }
  window.addEventListener('online', check)
  window.addEventListener('offline', check)
  window.addEventListener('pageshow', check)
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? check() : changed()))
  window.addEventListener('storage', ({ key }) => {
    if (key?.startsWith(prefix)) chat.storedElsewhere(key.slice(prefix.length))
  })
}

function take({ chat, view }: Awaited<ReturnType<typeof boot>>, message: Exclude<ToFrame, { told: 'start' }>) {
  switch (message.told) {
    case 'shown':
      return view.shown(message.isOpen)
    case 'identify':
      chat.identify(readIdentity(message.identity))
      // Of somebody who wrote before, answers are counted before they open the chat.
      return chat.hasHistory() ? chat.start() : undefined
    case 'context': {
      const context = readContext(message.context)
      return context && chat.setContext(context)
    }
  }
}

openPageLine((page) => {
  /** What is told while the words are still on their way waits for them. */
  let booted: ReturnType<typeof boot> | undefined
  return (message) => {
    if (message.told === 'start') booted ??= boot(page, message)
    else void booted?.then((ready) => take(ready, message))
  }
})
