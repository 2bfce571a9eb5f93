import type { ConnectionState } from '../connection.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import { icon } from './icon.ts'

export interface Header {
  readonly elements: readonly HTMLElement[]
  focus(): void
  setTitle(title: string, initial: string): void
  setConnection(state: ConnectionState, isOffline: boolean): void
}

export function createHeader(words: Words, actions: readonly HTMLElement[], close: () => void): Header {
  const heading = element('h2', { id: 'title', tabindex: '-1' })
  const monogram = element('span', { class: 'monogram', 'aria-hidden': 'true' })
  const closeButton = element(
    'button',
    { type: 'button', class: 'close', 'aria-label': words.close, title: words.close },
    icon('close'),
  )
  closeButton.addEventListener('click', close)
  const notice = element('p', { class: 'notice', role: 'status' })

  return {
    elements: [element('header', { class: 'head' }, monogram, heading, ...actions, closeButton), notice],
    focus: () => heading.focus(),
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
