import { linkify } from '../linkify.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import type { Formats } from './formats.ts'
import { type IconName, icon } from './icon.ts'
import { messageFiles } from './message-files.ts'
import type { MessageRow, OwnState } from './lay-out-rows.ts'

export interface MessageContext {
  readonly words: Words
  readonly formats: Formats
  /** The browser itself says that it has no network. */
  readonly isOffline: boolean
  retry(messageId: string): void
  edit(messageId: string): void
}

export interface MessageElement {
  readonly element: HTMLElement
  update(row: MessageRow, context: MessageContext): void
}

const icons: Readonly<Record<OwnState, IconName | undefined>> = {
  none: undefined,
  sending: 'clock',
  waiting: 'clock',
  refused: 'problem',
  sent: 'sent',
}

export function createMessageElement(row: MessageRow, { words }: MessageContext): MessageElement {
  const isMine = row.from === 'customer'
  const author = element('p', { class: isMine ? 'author hidden' : 'author', dir: 'auto' }, nameOf(row, words))
  // The text has a direction of its own; its bubble keeps that of the conversation.
  const text = element('div', { class: 'text', dir: 'auto' }, ...linkedText(row.text))
  if (row.language !== '') text.lang = row.language
  const bubble = element('div', { class: 'bubble' }, text)
  bubble.hidden = row.text === ''
  const files = element('div', { class: 'message-files' })
  const meta = element('p', { class: 'meta' })
  const made = element('div', { class: `message ${isMine ? 'mine' : 'theirs'}` }, author, bubble, files, meta)
  let shown = ''
  let shownFiles = ''

  return {
    element: made,
    update(next, context) {
      made.classList.toggle('first', next.isFirstOfRun)
      made.classList.toggle('last', next.isLastOfRun)
      made.classList.toggle('refused', next.state === 'refused')
      // A new welcome brings new tickets: what is on the screen already needs none.
      const filesNow = JSON.stringify(next.files.map(({ name, href, arrived }) => [name, href !== null, arrived]))
      if (filesNow !== shownFiles) {
        shownFiles = filesNow
        files.replaceChildren(...messageFiles(next.files, words, context.formats))
      }
      // Drawn again only when it changes: a reader's cursor in it, or focus on its buttons, stays.
      const signature = [next.at, next.state, next.isLastOfRun, context.isOffline].join()
      if (signature === shown) return
      shown = signature
      meta.replaceChildren(...metaContent(next, context))
    },
  }
}

function nameOf({ from, name }: MessageRow, words: Words): string {
  if (from === 'customer') return words.you
  return name === '' ? (from === 'bot' ? words.assistant : words.team) : name
}

function linkedText(text: string): (Node | string)[] {
  return linkify(text).map(({ text: shown, href }) =>
    href === undefined
      ? shown
      : element('a', { href, rel: 'noopener noreferrer nofollow', target: '_blank', dir: 'ltr' }, shown),
  )
}

function metaContent(row: MessageRow, context: MessageContext): (Node | string)[] {
  const { words, formats } = context
  const state = stateWord(row.state, context)
  const parts: (Node | string)[] = []
  if (row.isLastOfRun) {
    parts.push(element('time', { datetime: new Date(row.at).toISOString() }, formats.time(row.at)))
  }
  const stateIcon = icons[row.state]
  if (stateIcon) parts.push(element('span', { class: 'state' }, icon(stateIcon), state))
  if (row.state === 'refused') {
    parts.push(
      action(words.retry, () => context.retry(row.key)),
      action(words.edit, () => context.edit(row.key)),
    )
  }
  return parts
}

function action(label: string, run: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'action' }, label)
  button.addEventListener('click', run)
  return button
}

function stateWord(state: OwnState, { words, isOffline }: MessageContext): string {
  switch (state) {
    case 'none':
      return ''
    case 'sending':
      return words.sending
    case 'waiting':
      return isOffline ? words.waitingOffline : words.waitingUnreachable
    case 'refused':
      return words.notSent
    case 'sent':
      return words.sent
  }
}
