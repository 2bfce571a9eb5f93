export interface TextPart {
  at: number
  text: string
  /** Only ever http or https. */
  href?: string
}

const address = /https?:\/\/[^\s<>"'`，。；：！？、（）「」『』]+/giu
const trailing = /[.,;:!?)\]}*_~]+$/u

/** Splits a text into what is a web address and what is not; joined again it is the same text. */
export function findLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let done = 0
  for (const match of text.matchAll(address)) {
    const shown = withoutTrailing(match[0])
    const href = safeHref(shown)
    if (href === undefined) continue
    if (match.index > done) parts.push({ at: done, text: text.slice(done, match.index) })
    parts.push({ at: match.index, text: shown, href })
    done = match.index + shown.length
  }
  if (done < text.length) parts.push({ at: done, text: text.slice(done) })
  return parts
}

/** A closing bracket belongs to the address only when it was opened in it: `/wiki/Foo_(bar)`. */
function withoutTrailing(found: string): string {
  const end = trailing.exec(found)
  if (!end) return found
  const keepsBracket = end[0].startsWith(')') && found.slice(0, end.index).includes('(')
  return found.slice(0, end.index + (keepsBracket ? 1 : 0))
}

function safeHref(shown: string): string | undefined {
  const url = URL.parse(shown)
  // A name before the host is how a link pretends to lead elsewhere.
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined
  return url.href
}
