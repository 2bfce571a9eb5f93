import { make, makeIcon } from './make.ts'

export interface Launcher {
  readonly element: HTMLButtonElement
  render(face: { readonly isOpen: boolean; readonly unread: number; readonly label: string }): void
}

const chatPath =
  'M5 4.5h14a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2h-7l-4.5 3.5v-3.5H5a2 2 0 0 1-2-2V6.5a2 2 0 0 1 2-2z M8 9h8 M8 12.5h5'
const downPath = 'M6 9.5l6 6 6-6'
const mostShown = 99

/** The round button in the corner: opens and closes, and counts what is unread. */
export function createLauncher(on: { toggle(): void; approach(): void }): Launcher {
  const badge = make('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' })
  const button = make('button', {
    type: 'button',
    class: 'launcher',
    'aria-haspopup': 'dialog',
    'aria-controls': 'panel',
  })
  const faces = { open: makeIcon(downPath), closed: makeIcon(chatPath) }
  button.appendChild(faces.closed)
  button.appendChild(badge)
  button.onclick = on.toggle
  // Whoever comes near will probably open it: the frame may as well be on its way.
  button.onpointerenter = on.approach
  button.onfocus = on.approach

  return {
    element: button,
    render({ isOpen, unread, label }) {
      button.setAttribute('aria-label', label)
      button.setAttribute('aria-expanded', `${isOpen}`)
      badge.hidden = isOpen || unread === 0
      badge.textContent = unread > mostShown ? `${mostShown}+` : `${unread}`
      const face = isOpen ? faces.open : faces.closed
      if (button.firstChild && button.firstChild !== face) button.replaceChild(face, button.firstChild)
    },
  }
}
