import { cleanText, longestText } from '../clean-text.ts'
import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import type { FileTray } from './file-tray.ts'
import type { Formats } from './formats.ts'
import { icon } from './icon.ts'
import { isComposing } from './is-composing.ts'

export interface ComposerPorts {
  readonly words: Words
  readonly formats: Formats
  readonly draft: string
  readonly now: () => number
  send(text: string, typedMs: number): void
  typing(): void
  /** What is put to the message, and whether it alone is enough to be sent. */
  readonly tray: Pick<FileTray, 'element' | 'button' | 'paste'>
  hasFiles(): boolean
  /** Kept so that a reload in the middle of a sentence loses nothing. */
  keepDraft(text: string): void
}

export interface Composer {
  readonly element: HTMLElement
  focus(): void
  /** Files came or went. */
  refresh(): void
  /** @returns whether there was something to close */
  closePicker(): boolean
  /** Gives a text back to be changed, above whatever stands there. */
  takeBack(text: string): void
}

export function createComposer(ports: ComposerPorts): Composer {
  const { words, formats, draft, now, send, typing, keepDraft, tray, hasFiles } = ports
  const textarea = element('textarea', {
    id: 'text',
    rows: '1',
    dir: 'auto',
    enterkeyhint: 'send',
    autocomplete: 'off',
    placeholder: words.writeHere,
    'aria-label': words.writeHere,
    'aria-describedby': 'length',
  })
  // Lies under the text field with the same text and so gives it its height, with no style attribute.
  const mirror = element('div', { class: 'mirror', 'aria-hidden': 'true', dir: 'auto' })
  const length = element('p', { class: 'length', id: 'length', role: 'status' })
  const button = element(
    'button',
    { type: 'button', class: 'send', 'aria-label': words.send, title: words.send },
    icon('send'),
  )
  const smile = element(
    'button',
    { type: 'button', class: 'smile', 'aria-label': words.emoji, title: words.emoji, 'aria-expanded': 'false' },
    icon('smile'),
  )
  const picker = element('div', { class: 'picker', hidden: '' })
  let firstKeyAt = 0

  // No form: in a page that is sandboxed without `allow-forms` none can be submitted.
  const form = element(
    'div',
    { class: 'composer' },
    picker,
    tray.element,
    tray.button,
    element('div', { class: 'grow' }, textarea, mirror),
    smile,
    button,
    length,
  )

  function show() {
    const text = cleanText(textarea.value)
    const isTooLong = text.length > longestText
    mirror.textContent = `${textarea.value}\n`
    // Not `disabled`: a focused button that switches itself off loses the focus to the page.
    button.setAttribute('aria-disabled', String((text === '' && !hasFiles()) || isTooLong))
    const values = { count: formats.count(text.length), most: formats.count(longestText) }
    length.textContent = isTooLong ? fill(words.tooLong, values) : ''
  }

  function put(text: string) {
    textarea.value = text
    firstKeyAt = 0
    keepDraft(text)
    show()
  }

  function submit() {
    const text = cleanText(textarea.value)
    textarea.focus()
    if ((text === '' && !hasFiles()) || text.length > longestText) return
    const typedMs = firstKeyAt === 0 ? 0 : now() - firstKeyAt
    put('')
    send(text, typedMs)
  }

  textarea.addEventListener('input', () => {
    if (firstKeyAt === 0) firstKeyAt = now()
    keepDraft(textarea.value)
    if (textarea.value.trim() !== '') typing()
    show()
  })
  textarea.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    submit()
  })
  button.addEventListener('click', submit)
  textarea.addEventListener('paste', (event) => {
    if (tray.paste(event.clipboardData)) event.preventDefault()
  })

  function showPicker(isOpen: boolean) {
    picker.hidden = !isOpen
    smile.setAttribute('aria-expanded', String(isOpen))
  }

  smile.addEventListener('click', () => {
    showPicker(picker.hidden !== false)
    if (picker.hidden) return textarea.focus()
    // Few want it: fetched by those who do.
    void import('./emoji.ts').then(({ createEmojiPicker }) => {
      const made = createEmojiPicker(words, (emoji) => {
        textarea.setRangeText(emoji, textarea.selectionStart, textarea.selectionEnd, 'end')
        textarea.dispatchEvent(new Event('input'))
        showPicker(false)
        textarea.focus()
      })
      picker.replaceChildren(made.element)
      made.focus()
    })
  })

  textarea.value = draft
  show()

  return {
    element: form,
    focus: () => textarea.focus(),
    refresh: show,
    closePicker() {
      const wasOpen = !picker.hidden
      showPicker(false)
      if (wasOpen) textarea.focus()
      return wasOpen
    },
    takeBack(text) {
      put(textarea.value.trim() === '' ? text : `${text}\n${textarea.value}`)
      textarea.focus()
    },
  }
}
