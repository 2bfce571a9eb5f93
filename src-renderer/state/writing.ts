import type { ComposerMode } from './composing.ts'

const key = 'farline.writing'

/** Where the caret of this window stands while somebody writes. */
export interface Writing {
  readonly conversationId: string
  readonly mode: ComposerMode
  readonly start: number
  readonly end: number
}

let before: Writing | null = null

/** As this page's last life left it: a crash of the window takes nobody's caret away. */
export function restoreWriting(): void {
  const kept = sessionStorage.getItem(key)
  before = kept === null ? null : (JSON.parse(kept) as Writing)
}

/** Once: whoever moves on and comes back later begins where a new visit begins. */
export function takeWriting(conversationId: string): Writing | null {
  const taken = before
  before = null
  return taken?.conversationId === conversationId ? taken : null
}

export function keepWriting(writing: Writing | null): void {
  if (writing) sessionStorage.setItem(key, JSON.stringify(writing))
  else sessionStorage.removeItem(key)
}
