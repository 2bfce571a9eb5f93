import type { ChatSnapshot } from '../chat.ts'
import { element } from './element.ts'
import { icon } from './icon.ts'
import { layOutRows } from './lay-out-rows.ts'
import { type MessageContext, type MessageElement, createMessageElement } from './message-element.ts'

export interface MessageList {
  readonly element: HTMLElement
  render(snapshot: ChatSnapshot, context: MessageContext): void
  scrollToEnd(): void
}

const nearEndPx = 48

/** The conversation. It follows its end while the visitor is there, and offers the way back when not. */
export function createMessageList({ words }: Pick<MessageContext, 'words'>): MessageList {
  const greeting = element(
    'div',
    { class: 'greeting' },
    element('p', { class: 'greeting-title' }, words.greeting),
    element('p', {}, words.greetingDetail),
  )
  const rows = element('div', { class: 'rows' })
  const attributes = {
    class: 'scroller',
    tabindex: '0',
    role: 'log',
    'aria-live': 'polite',
    'aria-relevant': 'additions',
    'aria-label': words.conversation,
    'aria-busy': 'true',
  }
  const scroller = element('div', attributes, greeting, rows)
  const latest = element('button', { type: 'button', class: 'latest', hidden: '' }, icon('down'), words.latest)
  const made = element('div', { class: 'list' }, scroller, latest)

  const messages = new Map<string, MessageElement>()
  const days = new Map<string, HTMLElement>()
  let isAtEnd = true
  let height = 0

  function scrollToEnd() {
    isAtEnd = true
    latest.hidden = true
    scroller.scrollTop = scroller.scrollHeight
  }

  scroller.addEventListener('scroll', () => {
    // Not the visitor but a new size moved it: the observer below puts that right.
    if (scroller.clientHeight !== height) return
    isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEndPx
    if (isAtEnd) latest.hidden = true
  })
  latest.addEventListener('click', () => {
    scrollToEnd()
    scroller.focus()
  })
  // The composer grows, the keyboard opens, the phone turns, a picture is loaded: the end stays in view.
  const sizes = new ResizeObserver(() => {
    height = scroller.clientHeight
    if (isAtEnd) scrollToEnd()
  })
  sizes.observe(scroller)
  sizes.observe(rows)

  function placeInOrder(ordered: readonly HTMLElement[]) {
    const kept = new Set(ordered)
    for (const child of [...rows.children]) if (!kept.has(child as HTMLElement)) child.remove()
    ordered.forEach((child, index) => {
      const there = rows.children[index]
      if (there !== child) rows.insertBefore(child, there ?? null)
    })
  }

  return {
    element: made,
    scrollToEnd,
    render(snapshot, context) {
      const news = new Set<'mine' | 'theirs'>()
      const laidOut = layOutRows(snapshot, context.formats.dayKey)
      const ordered = laidOut.map((row) => {
        if (row.kind === 'day') {
          const day = days.get(row.key) ?? element('p', { class: 'day' })
          days.set(row.key, day)
          const label = context.formats.day(row.at)
          if (day.textContent !== label) day.textContent = label
          return day
        }
        let message = messages.get(row.key)
        if (!message) {
          message = createMessageElement(row, context)
          messages.set(row.key, message)
          news.add(row.from === 'customer' ? 'mine' : 'theirs')
        }
        message.update(row, context)
        return message.element
      })
      placeInOrder(ordered)
      const present = new Set(laidOut.map(({ key }) => key))
      for (const key of messages.keys()) if (!present.has(key)) messages.delete(key)

      greeting.hidden = snapshot.messages.length + snapshot.outgoing.length > 0
      // What was said before is not read aloud when it arrives all at once.
      if (snapshot.isLoaded) scroller.setAttribute('aria-busy', 'false')
      if (news.has('mine') || (news.has('theirs') && isAtEnd)) scrollToEnd()
      else if (news.has('theirs')) latest.hidden = false
    },
  }
}
