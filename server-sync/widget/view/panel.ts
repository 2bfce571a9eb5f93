import type { ConnectionState } from '../connection.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import { icon } from './icon.ts'
import { isComposing } from './is-composing.ts'

export interface Panel {
  readonly element: HTMLDialogElement
  isOpen(): boolean
  open(): void
  close(): void
  setTitle(title: string, initial: string): void
  setConnection(state: ConnectionState, isOffline: boolean): void
}

/** On a phone, or zoomed in far, the panel takes the whole screen and the page behind it rests. Also change chat.css. */
const fullScreen = '(max-width: 479px), (max-height: 439px)'

export function createPanel(words: Words, content: readonly HTMLElement[], closed: () => void): Panel {
  const heading = element('h2', { id: 'title', tabindex: '-1' })
  const monogram = element('span', { class: 'monogram', 'aria-hidden': 'true' })
  const closeButton = element(
    'button',
    { type: 'button', class: 'close', 'aria-label': words.close, title: words.close },
    icon('close'),
  )
  const notice = element('p', { class: 'notice', role: 'status' })
  const header = element('div', { class: 'head' }, monogram, heading, closeButton)
  const attributes = { id: 'panel', class: 'panel', role: 'dialog', 'aria-labelledby': 'title' }
  const dialog = element('dialog', attributes, header, notice, ...content)
  const screen = window.matchMedia(fullScreen)

  function show() {
    // The dialog stays out of the way of a shop on a large screen; on a small one nothing behind it can be reached.
    if (screen.matches) dialog.showModal()
    else dialog.show()
  }

  closeButton.addEventListener('click', () => dialog.close())
  let reframings = 0
  dialog.addEventListener('close', () => {
    // Told later than it happened: one for each time that only the frame changed.
    if (reframings > 0) reframings--
    else closed()
  })
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !isComposing(event)) {
      event.preventDefault()
      dialog.close()
    }
    // The page's own shortcuts are not for what is typed here.
    event.stopPropagation()
  })
  screen.addEventListener('change', () => {
    if (!dialog.open) return
    const focused = (dialog.getRootNode() as ShadowRoot).activeElement
    reframings++
    dialog.close()
    show()
    if (focused instanceof HTMLElement) focused.focus()
  })

  return {
    element: dialog,
    isOpen: () => dialog.open,
    open: show,
    close: () => dialog.close(),
    setTitle(title, initial) {
      if (heading.textContent !== title) heading.textContent = title
      monogram.textContent = initial
    },
    setConnection(state, isOffline) {
      const text = noticeFor(state, isOffline, words)
      if (notice.textContent !== text) notice.textContent = text
      notice.classList.toggle('calm', state === 'connecting')
    },
  }
}

function noticeFor(state: ConnectionState, isOffline: boolean, words: Words): string {
  switch (state) {
    case 'idle':
    case 'online':
      return ''
    case 'connecting':
      return words.connecting
    case 'offline':
      return isOffline ? words.offline : words.unreachable
    case 'refused':
      return words.unavailable
  }
}
