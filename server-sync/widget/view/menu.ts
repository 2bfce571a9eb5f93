import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import { icon } from './icon.ts'

export interface Menu {
  readonly button: HTMLElement
  readonly element: HTMLElement
  render(may: { readonly end: boolean; readonly save: boolean; readonly rate: boolean }): void
  /** @returns whether it was open */
  close(): boolean
}

/** What is seldom done with a conversation. Ending it is asked once more. */
export function createMenu(words: Words, on: { end(): void; save(): void; rate(): void }): Menu {
  const button = element(
    'button',
    {
      type: 'button',
      class: 'close',
      'aria-label': words.more,
      title: words.more,
      'aria-expanded': 'false',
      'aria-controls': 'menu',
    },
    icon('more'),
  )
  const save = choice(words.transcript, () => done(on.save))
  const rate = choice(words.rateTitle, () => done(on.rate))
  const end = choice(words.endChat, () => {
    ask.hidden = false
    choices.hidden = true
    yes.focus()
  })
  const choices = element('div', { class: 'choices' }, save, rate, end)
  const yes = choice(words.endChat, () => done(on.end))
  const no = choice(words.cancel, () => done(() => undefined))
  const ask = element(
    'div',
    { class: 'choices', role: 'group', 'aria-labelledby': 'end-ask', hidden: '' },
    element('p', { id: 'end-ask' }, words.endAsk),
    yes,
    no,
  )
  const made = element('div', { id: 'menu', class: 'menu', hidden: '' }, choices, ask)

  function show(isOpen: boolean) {
    made.hidden = !isOpen
    choices.hidden = false
    ask.hidden = true
    button.setAttribute('aria-expanded', String(isOpen))
  }

  function done(what: () => void) {
    show(false)
    button.focus()
    what()
  }

  button.addEventListener('click', () => {
    show(made.hidden !== false)
    if (!made.hidden) [save, rate, end].find((each) => !each.hidden)?.focus()
  })

  return {
    button,
    element: made,
    render(may) {
      save.hidden = !may.save
      rate.hidden = !may.rate
      end.hidden = !may.end
      button.hidden = !may.save && !may.rate && !may.end
      if (button.hidden) show(false)
    },
    close() {
      const wasOpen = !made.hidden
      show(false)
      if (wasOpen) button.focus()
      return wasOpen
    },
  }
}

function choice(label: string, run: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'choice' }, label)
  button.addEventListener('click', run)
  return button
}
