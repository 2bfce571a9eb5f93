import type { ChatSnapshot } from '../chat.ts'
import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import type { Formats } from './formats.ts'

export interface StandingLine {
  readonly element: HTMLElement
  render(snapshot: ChatSnapshot): void
}

/** Where the visitor stands: nobody is here, so many wait before them, somebody writes. One polite line. */
export function createStandingLine({
  words,
  formats,
}: {
  readonly words: Words
  readonly formats: Formats
}): StandingLine {
  const line = element('p', { class: 'standing', role: 'status' })
  return {
    element: line,
    render(snapshot) {
      const text = textOf(snapshot)
      if (line.textContent !== text) line.textContent = text
    },
  }

  function textOf({ standing, isSlowedDown, isAnswering, isLoaded, form }: ChatSnapshot): string {
    if (!isLoaded) return ''
    if (isSlowedDown) return words.slowDown
    if (isAnswering) return words.typing
    const { status, place, waitMs, isOpen, opensAt } = standing
    if (status === 'ended') return words.ended
    if (!isOpen) {
      const back = opensAt === 0 ? '' : fill(words.awayUntil, { time: formats.dayAndTime(opensAt) })
      // The form says the rest, where there is one.
      return [form ? '' : words.away, back].filter((part) => part !== '').join(' ')
    }
    if (place === 0) return ''
    const wait = waitMs === 0 ? '' : fill(words.queueWait, { time: formats.about(waitMs) })
    return [fill(words.queuePlace, { count: formats.count(place) }), wait].filter((part) => part !== '').join(' · ')
  }
}
