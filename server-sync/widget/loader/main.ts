import type { ToFrame, ToPage } from '../bridge/bridge-messages.ts'
import { isRightToLeft, pickLanguage } from '#shared/words/chat-languages.ts'
import { createFrameLine } from './frame-line.ts'
import { labels } from './labels.ts'
import { createLauncher } from './launcher.ts'
import { make } from './make.ts'
import { createPageEvents, offer } from './page-api.ts'
import { createPageStore } from './page-store.ts'
import { createPanel } from './panel.ts'
import { type ScriptSettings, readScriptSettings } from './script-settings.ts'
import { adoptStyles } from './styles.ts'

const tagName = 'farline-chat'

/** The language of the page, or of the visitor where the page does not say. */
function wantedLanguages(): string[] {
  const { lang } = document.documentElement
  return lang === '' ? [...navigator.languages] : [lang, ...navigator.languages]
}

function boot(settings: ScriptSettings) {
  // A tag manager may load the script twice.
  if (document.querySelector(tagName)) return
  const languages = wantedLanguages()
  const language = pickLanguage(languages)
  const [openLabel, closeLabel, unreachable] = labels[language]
  const store = createPageStore(`farline-chat ${settings.origin} ${settings.brandId} `)
  const events = createPageEvents()
  const face = { unread: 0, label: openLabel }
  /** What the page said before the frame was there. */
  let identity: ToFrame | undefined
  let context: ToFrame | undefined

  const line = createFrameLine(settings, {
    there() {
      notice.hidden = true
      line.tell({
        told: 'start',
        brandId: settings.brandId,
        accent: settings.accent.colour,
        languages,
        keptToken: store.get('token'),
      })
      if (identity) line.tell(identity)
      if (context) line.tell(context)
      if (panel.isOpen()) show()
    },
    gone() {
      notice.hidden = false
    },
    heard,
  })
  const notice = make('p', { class: 'notice', role: 'status', hidden: '' })
  notice.textContent = unreachable
  line.element.title = openLabel
  const panel = createPanel(openLabel, [notice, line.element], () => {
    line.tell({ told: 'shown', isOpen: false })
    render()
    launcher.element.focus()
    events.emit('close', 0)
  })
  const launcher = createLauncher({ toggle: () => (panel.isOpen() ? panel.close() : open()), approach: line.load })
  /** For who hears the page instead of seeing the badge. */
  const announcement = make('p', { class: 'hidden', role: 'status' })

  function open() {
    if (panel.isOpen()) return
    panel.open()
    line.load()
    if (line.state === 'there') show()
    render()
    events.emit('open', 0)
  }

  function show() {
    line.element.focus()
    line.tell({ told: 'shown', isOpen: true })
  }

  function render() {
    const isOpen = panel.isOpen()
    launcher.render({ isOpen, unread: face.unread, label: isOpen ? closeLabel : face.label })
  }

  function heard(message: ToPage) {
    switch (message.told) {
      case 'face':
        return wear(message)
      case 'close':
        return panel.close()
      case 'wrote':
        return store.set('wrote', '1')
      case 'keep':
        return store.set('token', `${message.token}`)
    }
  }

  function wear({ unread, label, announcement: said }: Extract<ToPage, { told: 'face' }>) {
    const count = typeof unread === 'number' ? unread : 0
    const isNews = count !== face.unread
    face.unread = count
    face.label = `${label}`
    const aloud = `${said}`
    if (announcement.textContent !== aloud) announcement.textContent = aloud
    render()
    if (isNews) events.emit('unread', count)
  }

  const host = make(tagName as 'div', { lang: language, dir: isRightToLeft(language) ? 'rtl' : 'ltr' })
  const root = host.attachShadow({ mode: 'closed' })
  adoptStyles(root, settings.accent)
  root.appendChild(panel.element)
  root.appendChild(launcher.element)
  root.appendChild(announcement)
  render()
  // An async script may run before there is a body.
  const place = document.body ?? document.documentElement
  place.appendChild(host)

  // Of a visitor who wrote before, answers are counted before they open the chat.
  if (store.get('wrote') !== '') line.load()

  offer({
    open,
    close: () => panel.close(),
    identify(given) {
      identity = { told: 'identify', identity: given }
      if (line.state === 'there') line.tell(identity)
    },
    setContext(given) {
      context = { told: 'context', context: given }
      if (line.state === 'there') line.tell(context)
    },
    on: events.on,
  })
}

const script = document.currentScript
if (script instanceof HTMLScriptElement) boot(readScriptSettings(script))
