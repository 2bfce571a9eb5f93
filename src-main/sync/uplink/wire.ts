/** One connection to the server, as the uplink sees it: text frames, and a single end. */
export interface Wire {
  send(text: string): void
  /** Ends it at once, without waiting for the other side. `closed` follows. */
  drop(): void
}

export interface WireEvents {
  opened(): void
  received(text: string): void
  /** Exactly once, also when it never opened. */
  closed(end: WireEnd): void
}

/** `refused`: the server knows nothing of our session any more. */
export type WireEnd = 'refused' | 'lost'

export type OpenWire = (events: WireEvents) => Wire
