import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { matches } from '#shared/kit/matches.ts'

const most = 8

/** Tags that other conversations carry and this one does not: those used most come first. */
export function suggestTags(
  words: string,
  present: readonly string[],
  conversations: readonly Pick<Conversation, 'tags'>[],
): string[] {
  const uses = new Map<string, number>()
  for (const tag of conversations.flatMap(({ tags }) => tags)) uses.set(tag, (uses.get(tag) ?? 0) + 1)
  return [...uses]
    .filter(([tag]) => !present.includes(tag) && matches(words, tag))
    .toSorted(([a, uses1], [b, uses2]) => uses2 - uses1 || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([tag]) => tag)
}

/** What is typed, in the spelling that is in use already: `vip` must not stand beside `VIP`. */
export function spelledAsKnown(typed: string, known: readonly string[]): string {
  const tag = typed.trim()
  return known.find((each) => each === tag) ?? known.find((each) => isSameWord(each, tag)) ?? tag
}

const isSameWord = (one: string, other: string) =>
  one.normalize('NFKC').toLowerCase() === other.normalize('NFKC').toLowerCase()
