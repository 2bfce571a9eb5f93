/** What a desk's line needs of a WebSocket of `ws`. */
export interface SyncSocket {
  readonly OPEN: number
  readonly readyState: number
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number
  on(event: 'message', listener: (data: { toString(): string }, isBinary: boolean) => void): unknown
  on(event: 'close', listener: () => void): unknown
  /** @param sent when it has left for the network, or never will */
  send(text: string, sent: () => void): void
  /** Until `resume`, nothing more is read. */
  pause(): void
  resume(): void
  close(code: number, reason?: string): void
}
