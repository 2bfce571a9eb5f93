import { make } from './make.ts'

export interface Panel {
  readonly element: HTMLDialogElement
  isOpen(): boolean
  open(): void
  close(): void
  setTitle(title: string): void
}

/** On a phone, or zoomed in far, the panel takes the whole screen and the page behind it rests. Also change loader.css. */
const fullScreen = '(max-width: 479px), (max-height: 439px)'

/** The dialog around the frame. */
export function createPanel(title: string, content: readonly HTMLElement[], closed: () => void): Panel {
  const dialog = make('dialog', { id: 'panel', class: 'panel', role: 'dialog', 'aria-label': title })
  for (let at = 0; at < content.length; at++) dialog.appendChild(content[at] as HTMLElement)
  const screen = window.matchMedia(fullScreen)
  let reframings = 0

  function show() {
    // The dialog stays out of the way of a shop on a large screen; on a small one nothing behind it can be reached.
    if (screen.matches) dialog.showModal()
    else dialog.show()
    fit()
  }

  /** A phone's keyboard lies over the page, not beside it: the panel ends above it. */
  function fit() {
    const seen = window.visualViewport
    const isCovered = screen.matches && dialog.open && seen !== null && seen.scale === 1
    dialog.style.setProperty('block-size', isCovered ? `${seen.height}px` : '')
    dialog.style.setProperty('inset-block-start', isCovered ? `${seen.offsetTop}px` : '')
  }

  dialog.onclose = () => {
    // Told later than it happened: one for each time that only the frame changed.
    if (reframings > 0) reframings--
    else closed()
  }
  dialog.onkeydown = (event) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    dialog.close()
  }
  screen.onchange = () => {
    if (!dialog.open) return
    reframings++
    dialog.close()
    show()
  }
  // A page may have its own handler there, so this is no property.
  window.visualViewport?.addEventListener('resize', fit)
  window.visualViewport?.addEventListener('scroll', fit)

  return {
    element: dialog,
    isOpen: () => dialog.open,
    open: show,
    close: () => dialog.close(),
    setTitle: (next) => dialog.setAttribute('aria-label', next),
  }
}
