import type { RefusalCard } from '#shared/rpc/queries-contract.ts'

export type RefusalGroup = readonly [RefusalCard, ...RefusalCard[]]

/** What was refused of one doing is one card, in the place of the first of it. */
export function groupRefusals(cards: readonly RefusalCard[]): readonly RefusalGroup[] {
  const groups = new Map<string, RefusalGroup>()
  for (const card of cards) {
    const key = card.togetherId ?? card.commandId
    const group = groups.get(key)
    groups.set(key, group ? [...group, card] : [card])
  }
  return [...groups.values()]
}
