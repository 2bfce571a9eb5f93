export interface TextPart {
  readonly text: string
  /** Set when the part is a web address. */
  readonly href?: string
}

/**
 * An address ends at a space, a quote, a direction mark (which could make it look like another one), or where Chinese,
 * Japanese or Korean text goes on without a space.
 */
const addresses =
  /https?:\/\/[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069\u3000-\u303f\uff00-\uffef\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+/giu

const endsSentence = /[.,;:!?…،؛؟*_~\])}]$/u
const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

const count = (text: string, character: string) => text.split(character).length - 1

/** "(see https://a.example/x)." is about https://a.example/x, but https://a.example/x_(y) keeps its bracket. */
function withoutSentenceEnd(address: string): string {
  let kept = address
  while (endsSentence.test(kept)) {
    const last = kept.slice(-1)
    const opener = openerOf[last]
    if (opener !== undefined && count(kept, opener) >= count(kept, last)) return kept
    kept = kept.slice(0, -1)
  }
  return kept
}

function safeHref(address: string): string | undefined {
  try {
    const url = new URL(address)
    // https://bank.example@evil.example goes to evil.example: not offered as a link.
    return url.username === '' && url.password === '' ? url.href : undefined
  } catch {
    return undefined
  }
}

/** Splits a text at its http(s) addresses. Joined again, the parts are the text. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(addresses)) {
    const address = withoutSentenceEnd(match[0])
    const href = safeHref(address)
    if (href === undefined) continue
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    parts.push({ text: address, href })
    from = match.index + address.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}
