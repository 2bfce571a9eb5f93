export interface Mentionable {
  readonly id: string
  readonly name: string
}

/** What is being typed after an `@` that begins a word, or null. */
export function mentionAt(text: string, caret: number): { readonly from: number; readonly words: string } | null {
  const found = /(?:^|\s)@([^\s@]*(?: [^\s@]*)?)$/u.exec(text.slice(0, caret))
  if (found?.[1] === undefined) return null
  return { from: caret - found[1].length - 1, words: found[1] }
}

/** The text with a name in place of what was typed for it, and where the caret stands then. */
export function withMention(text: string, caret: number, name: string): { text: string; caret: number } {
  const { from } = mentionAt(text, caret) ?? { from: caret }
  const before = `${text.slice(0, from)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

/** Whom a text names. Read from the text itself, so that a draft, a copy and an undo all name whom they say. */
export function mentionedIn(text: string, people: readonly Mentionable[]): readonly Mentionable[] {
  let rest = text
  return people
    .toSorted((one, other) => other.name.length - one.name.length)
    .filter(({ name }) => {
      const without = withoutMention(rest, name)
      const isNamed = without !== rest
      // The shorter name is not also named by the longer one.
      rest = without
      return isNamed
    })
}

function withoutMention(text: string, name: string): string {
  const wanted = `@${name}`
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length
    const standsAlone = (at === 0 || /\s/.test(text[at - 1] ?? '')) && !/^[\p{L}\p{N}]/u.test(text.slice(end))
    if (standsAlone) return withoutMention(text.slice(0, at) + text.slice(end), name)
  }
  return text
}
