import type { ChatSnapshot } from '../chat.ts'
import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import type { Formats } from './formats.ts'

export interface Rating {
  readonly element: HTMLElement
  render(state: ChatSnapshot['rating'], isAsked: boolean): void
  focus(): void
}

const most = 5

/** One to five stars and what should be known. */
export function createRating(
  { words, formats }: { readonly words: Words; readonly formats: Formats },
  rate: (stars: number, comment: string) => void,
): Rating {
  const stars = Array.from({ length: most }, (_, at) => {
    const label = fill(words.rateStar, { count: formats.count(at + 1) })
    const input = element('input', { type: 'radio', name: 'stars', value: String(at + 1), 'aria-label': label })
    return { input, element: element('label', { class: 'star', title: label }, input, '★') }
  })
  const comment = element('textarea', {
    rows: '2',
    maxlength: '1000',
    dir: 'auto',
    placeholder: words.rateComment,
    'aria-label': words.rateComment,
  })
  const send = element('button', { type: 'button', class: 'start' }, words.rateSend)
  const asking = element(
    'fieldset',
    {},
    element('legend', {}, words.rateTitle),
    element('div', { class: 'stars', dir: 'ltr' }, ...stars.map((star) => star.element)),
    comment,
    send,
  )
  const thanks = element('p', { role: 'status' })
  const made = element('div', { class: 'rating', hidden: '' }, asking, thanks)
  const chosen = () => stars.findIndex(({ input }) => input.checked) + 1

  function show() {
    const count = chosen()
    stars.forEach((star, at) => star.element.classList.toggle('lit', at < count))
    send.setAttribute('aria-disabled', String(count === 0))
  }
  for (const { input } of stars) input.addEventListener('change', show)
  send.addEventListener('click', () => {
    if (chosen() > 0) rate(chosen(), comment.value)
  })
  show()

  return {
    element: made,
    focus: () => stars[0]?.input.focus(),
    render(state, isAsked) {
      const isRated = state === 'rated'
      made.hidden = !isAsked && !isRated
      asking.hidden = isRated
      asking.disabled = state === 'sending'
      const text = isRated ? words.rated : ''
      if (thanks.textContent !== text) thanks.textContent = text
    },
  }
}
