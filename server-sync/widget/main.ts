import { systemClock } from '#shared/kit/clock.ts'
import { type Chat, createChat } from './chat.ts'
import { createKeyValueStore } from './key-value-store.ts'
import { newMessageId } from './new-message-id.ts'
import { openWebSocket } from './open-web-socket.ts'
import { type ScriptSettings, readScriptSettings } from './script-settings.ts'
import { adoptStyles } from './styles.ts'
import type { After } from './timers.ts'
import { createChatView } from './view/chat-view.ts'
import { createFormats } from './view/formats.ts'
import { isRightToLeft, pickLanguage } from './words/pick-language.ts'

const tagName = 'farline-chat'
const draftKey = 'draft'

const after: After = (delayMs, run) => {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}

const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32

/** The language of the page, or of the visitor where the page does not say. */
const wantedLanguages = () => [document.documentElement.lang, ...navigator.languages].filter((tag) => tag !== '')

function boot(settings: ScriptSettings) {
  // A tag manager may load the script twice.
  if (document.querySelector(tagName)) return
  const prefix = `farline-chat ${settings.origin} ${settings.brandId} `
  const store = createKeyValueStore(() => localStorage, prefix)
  const wanted = wantedLanguages()
  const language = pickLanguage(wanted)
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

  const chat = createChat({
    store,
    clock: systemClock,
    after,
    random,
    newId: () => newMessageId(),
    openSocket: (events) => openWebSocket(settings.socketUrl, events),
    visitor: {
      brandId: settings.brandId,
      language: (wanted[0] ?? 'en').slice(0, 35),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    changed,
  })
  const view = createChatView({
    chat,
    language,
    formats,
    draft: store.get(draftKey) ?? '',
    keepDraft: (text) => (text === '' ? store.remove(draftKey) : store.set(draftKey, text)),
  })

  const host = document.createElement(tagName)
  host.lang = language
  host.dir = isRightToLeft(language) ? 'rtl' : 'ltr'
  const root = host.attachShadow({ mode: 'closed' })
  adoptStyles(root, settings.accent)
  root.append(...view.elements)
  view.render()
  document.body.append(host)

  listen(chat, changed, prefix)
  if (chat.hasHistory()) chat.start()
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

// Only while the script itself runs; an async script may run before there is a body.
const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  const settings = readScriptSettings(script)
  if (document.body) boot(settings)
  else document.addEventListener('DOMContentLoaded', () => boot(settings), { once: true })
}
