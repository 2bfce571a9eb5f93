/**
 * What the nodes of one database call out to each other: worth nothing a moment later, kept nowhere, and lost where nobody
 * listens. Whoever says something here says it again, or can do without.
 */
export interface NodeBus {
  /** At most 7,900 bytes of UTF-8: PostgreSQL carries 8,000, and the rest says who speaks. */
  say(word: string): void
  /** @param onWord what other nodes say, not this one */
  hear(onWord: (word: string) => void): () => void
  stop(): Promise<void>
}

/** Where there is one node by construction. */
export const silentBus: NodeBus = {
  say: () => undefined,
  hear: () => () => undefined,
  stop: () => Promise.resolve(),
}
