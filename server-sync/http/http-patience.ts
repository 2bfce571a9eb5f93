/** How long a stranger may take, and how many may come. Nobody honest notices any of it. */
export interface HttpPatience {
  /** From the connection, or the first byte of a further request, to the end of its headers. */
  readonly headersMs: number
  /** To the end of the whole request. */
  readonly requestMs: number
  /** Without a byte in either direction: also for those who do not read what they asked for. */
  readonly silenceMs: number
  readonly checkEveryMs: number
  /** An address may be a whole office, a mobile network, or a proxy before us. */
  readonly connectionsPerAddress: number
  readonly connections: number
}

export const httpPatience: HttpPatience = {
  headersMs: 10_000,
  requestMs: 30_000,
  silenceMs: 75_000,
  checkEveryMs: 2_000,
  connectionsPerAddress: 5_000,
  connections: 20_000,
}
