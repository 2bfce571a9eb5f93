import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import type { Formats } from './formats.ts'
import { icon } from './icon.ts'

export interface Launcher {
  readonly element: HTMLButtonElement
  render(isOpen: boolean, unread: number): void
}

const mostShown = 99

/** The round button in the corner: opens and closes, and counts what is unread. */
export function createLauncher({ words, formats }: { words: Words; formats: Formats }, toggle: () => void): Launcher {
  const badge = element('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' })
  const button = element('button', {
    type: 'button',
    class: 'launcher',
    'aria-haspopup': 'dialog',
    'aria-controls': 'panel',
  })
  button.addEventListener('click', toggle)
  const faces = { open: icon('down'), closed: icon('chat') }
  button.append(faces.closed, badge)

  return {
    element: button,
    render(isOpen, unread) {
      const label = unread > 0 ? fill(words.openUnread, { count: formats.count(unread) }) : words.open
      button.setAttribute('aria-label', isOpen ? words.close : label)
      button.setAttribute('aria-expanded', String(isOpen))
      badge.hidden = isOpen || unread === 0
      badge.textContent = unread > mostShown ? `${formats.count(mostShown)}+` : formats.count(unread)
      const face = isOpen ? faces.open : faces.closed
      if (button.firstChild !== face) button.firstChild?.replaceWith(face)
    },
  }
}
