import { joinTexts, mergeTexts } from '#shared/domain/draft/merge-texts.ts'
import type { KeptDraft } from '#shared/rpc/drafts-contract.ts'

/** One text field of a composer, and what this window knows of its draft in main. */
export interface DraftField {
  readonly text: string
  /** What is kept, as last heard: what `text` was made of. */
  readonly base: string
  readonly rev: number
  /** Main has told what is kept. Until then nothing is written over it. */
  readonly isKnown: boolean
  /** Handed over, and not answered yet. */
  readonly sending: string | null
  /** Handed over, newest first, without learning what became of it. */
  readonly unsure: readonly string[]
  /** Told while something was under way. */
  readonly heard: KeptDraft | null
}

export const emptyField: DraftField = {
  text: '',
  base: '',
  rev: -1,
  isKnown: false,
  sending: null,
  unsure: [],
  heard: null,
}

/** The contract takes four texts. */
const unsureMost = 3

export const isAllKept = ({ text, base, sending, unsure }: DraftField): boolean =>
  text === base && sending === null && unsure.length === 0

export const typed = (field: DraftField, text: string): DraftField => ({ ...field, text })

export const handedOver = (field: DraftField, text = field.text): DraftField => ({ ...field, sending: text })

export const basedOn = ({ unsure, base }: DraftField): string[] => [...new Set([...unsure, base])]

/** It is kept, together with what other windows have written. */
export function kept(field: DraftField, answer: KeptDraft): DraftField {
  const { text, sending } = field
  const now = { ...field, base: answer.text, rev: answer.rev, isKnown: true, sending: null, unsure: [] }
  if (sending === null || answer.text === sending) return listen(now)
  // What was typed meanwhile goes to where the text that it was typed in stands now.
  return listen({ ...now, text: text === sending ? answer.text : mergeTexts([sending], text, answer.text) })
}

/** Main said no: what is kept is as it was. */
export const refused = (field: DraftField): DraftField => listen({ ...field, sending: null })

/** No answer came: it may be kept, or not. */
export function lost(field: DraftField): DraftField {
  const unsure = [...new Set([field.sending ?? field.text, ...field.unsure])].slice(0, unsureMost)
  return listen({ ...field, sending: null, unsure })
}

/** `sent` has become a message or a note. What was typed after it stays. */
export function left(field: DraftField, sent: string, answer: KeptDraft | null): DraftField {
  const rest = field.text.startsWith(sent) ? field.text.slice(sent.length).trimStart() : field.text
  const now = { ...field, sending: null }
  if (!answer) return listen({ ...now, text: rest })
  return listen({
    ...now,
    text: joinTexts(rest, answer.text),
    base: answer.text,
    rev: answer.rev,
    isKnown: true,
    unsure: [],
  })
}

/** Main tells what is kept. A window in which nobody is typing follows. */
export function told(field: DraftField, news: KeptDraft): DraftField {
  const { text, base, isKnown, sending, unsure, heard } = field
  if (sending !== null) return heard && heard.rev > news.rev ? field : { ...field, heard: news }
  if (isKnown && news.rev <= field.rev) return field
  const now = { ...field, rev: news.rev, isKnown: true }
  // Whoever types at once goes on below what they had written.
  if (!isKnown) return { ...now, text: joinTexts(news.text, text), base: news.text }
  // It was kept after all; or it was not, and is handed over once more.
  if (news.text === text || unsure.includes(news.text)) return { ...now, base: news.text, unsure: [] }
  if (news.text === base) return { ...now, unsure: [] }
  if (text === base && unsure.length === 0) return { ...now, text: news.text, base: news.text }
  // Somebody types here too: main puts both together when this text reaches it.
  return now
}

/** The line to main is another one: what it tells first counts, whatever its number. */
export const reconnected = (field: DraftField): DraftField => ({ ...field, rev: -1 })

function listen(field: DraftField): DraftField {
  const { heard } = field
  return heard ? told({ ...field, heard: null }, heard) : field
}
