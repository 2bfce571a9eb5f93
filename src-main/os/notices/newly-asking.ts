import type { Attention } from '#shared/rpc/attention-contract.ts'

export type Asking = Attention['asking'][number]

/** What was seen of conversations that ask for the agent, so that each message is told once. */
export interface Seen {
  readonly numbers: ReadonlyMap<string, number>
  /** The newest instant seen, by the server's clock. */
  readonly upTo: number
}

/** Transactions do not commit in the order of their instants; so far apart they never are. */
const outOfOrderMs = 60_000
/** Conversations, the last seen: what is longer ago is told apart by its instant alone. */
const rememberedMax = 500

/** Whatever stands there when a desk is opened is no news. */
export function firstSeen({ asking }: Attention): Seen {
  return seeAlso({ numbers: new Map(), upTo: 0 }, asking)
}

/**
 * What the customer has said since. An old conversation that comes into sight because another one has left, or that was
 * given to this agent, is none of it.
 */
export function newlyAsking(
  seen: Seen,
  { asking }: Attention,
): { readonly fresh: readonly Asking[]; readonly seen: Seen } {
  const fresh = asking.filter(
    ({ conversationId, lastNumber, lastMessageAt }) =>
      lastNumber > (seen.numbers.get(conversationId) ?? 0) && lastMessageAt > seen.upTo - outOfOrderMs,
  )
  return { fresh, seen: seeAlso(seen, asking) }
}

function seeAlso(seen: Seen, asking: readonly Asking[]): Seen {
  const numbers = new Map(seen.numbers)
  for (const { conversationId, lastNumber } of asking) {
    numbers.delete(conversationId)
    numbers.set(conversationId, lastNumber)
  }
  const newest = [...numbers].slice(-rememberedMax)
  return { numbers: new Map(newest), upTo: Math.max(seen.upTo, ...asking.map(({ lastMessageAt }) => lastMessageAt)) }
}
