import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { matches } from '#shared/kit/matches.ts'
import { useColleagues } from '../../../parts/use-colleagues.ts'
import { type Mentionable, mentionAt, withMention } from './mentions.ts'

const shownMost = 6

interface MentionsOptions {
  field: RefObject<HTMLTextAreaElement | null>
  conversation: Conversation
  /** Only notes name anybody. */
  isOn: boolean
  text: string
  onText: (text: string) => void
}

export interface Mentions {
  /** Whom what is being typed may mean; nobody when nothing is. */
  readonly found: readonly Mentionable[]
  /** Which of them Enter takes. */
  readonly cursor: number
  /** The caret moved, or the text changed. */
  look(): void
  choose(person: Mentionable): void
  /** @returns whether the key was meant for the list */
  onKeyDown(event: KeyboardEvent): boolean
}

/** Colleagues who see this conversation, offered while a name is typed after an `@`. The focus never leaves the text. */
export function useMentions({ field, conversation, isOn, text, onText }: MentionsOptions): Mentions {
  const colleagues = useColleagues(conversation.brandId)
  const [caret, setCaret] = useState<number | null>(null)
  const [cursor, setCursor] = useState(0)
  const typed = isOn && caret !== null && caret <= text.length ? mentionAt(text, caret) : null
  const found = typed ? colleagues.filter(({ name }) => matches(typed.words, name)).slice(0, shownMost) : []

  const look = () => {
    setCaret(field.current?.selectionStart ?? null)
    setCursor(0)
  }
  const choose = ({ name }: Mentionable) => {
    const next = withMention(text, caret ?? text.length, name)
    onText(next.text)
    setCaret(null)
    // Once React has written the text into the field.
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const chosen = found[cursor]
    if (!chosen || event.nativeEvent.isComposing) return false
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
    if (event.key === 'ArrowDown') setCursor((cursor + 1) % found.length)
    else if (event.key === 'ArrowUp') setCursor((cursor + found.length - 1) % found.length)
    else if (isPlain && (event.key === 'Enter' || event.key === 'Tab')) choose(chosen)
    else if (event.key === 'Escape') setCaret(null)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { found, cursor, look, choose, onKeyDown }
}
