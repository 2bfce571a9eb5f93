import type { PlannedMessage } from '../plan/plan-shift.ts'

/** Where messages come out: the customer of the conversation, or a desk by its name. */
export type Receiver = string
export const customerReceiver: Receiver = 'customer'

export interface SaidMessage extends PlannedMessage {
  readonly saidAtMs: number
  /** When its sender was told that it is kept. */
  savedAtMs: number | undefined
  /** When each receiver showed it first. */
  readonly seenAtMs: Map<Receiver, number>
}

/** What was said, what its senders were promised, and what every receiver shows. */
export interface Ledger {
  readonly messages: ReadonlyMap<string, SaidMessage>
  /** Markers in the order in which a receiver shows them, by conversation. */
  readonly views: ReadonlyMap<Receiver, ReadonlyMap<number, readonly string[]>>
  say(message: PlannedMessage): void
  saved(marker: string): void
  saw(receiver: Receiver, conversation: number, markers: readonly string[]): void
  /** Where a saved message has to come out, and has not. */
  missing(): { marker: string; receiver: Receiver }[]
  /** Resolves at the next change, or when somebody says that there is something new to consider. */
  changed(): Promise<void>
  wake(): void
}

export function createLedger(desks: readonly Receiver[], now: () => number): Ledger {
  const messages = new Map<string, SaidMessage>()
  const views = new Map<Receiver, Map<number, readonly string[]>>(
    [customerReceiver, ...desks].map((receiver) => [receiver, new Map()]),
  )
  let waiting: (() => void)[] = []

  function wake() {
    const woken = waiting
    waiting = []
    for (const resolve of woken) resolve()
  }

  return {
    messages,
    views,
    say(message) {
      if (!messages.has(message.marker))
        messages.set(message.marker, { ...message, saidAtMs: now(), savedAtMs: undefined, seenAtMs: new Map() })
    },
    saved(marker) {
      const message = messages.get(marker)
      if (!message || message.savedAtMs !== undefined) return
      message.savedAtMs = now()
      wake()
    },
    saw(receiver, conversation, markers) {
      views.get(receiver)?.set(conversation, markers)
      for (const marker of markers) {
        const seenAtMs = messages.get(marker)?.seenAtMs
        if (seenAtMs && !seenAtMs.has(receiver)) seenAtMs.set(receiver, now())
      }
      wake()
    },
    missing() {
      const saved = [...messages.values()].filter(({ savedAtMs }) => savedAtMs !== undefined)
      return saved.flatMap(({ marker, conversation }) =>
        [...views]
          .filter(([, view]) => !view.get(conversation)?.includes(marker))
          .map(([receiver]) => ({ marker, receiver })),
      )
    },
    changed: () => new Promise((resolve) => void waiting.push(resolve)),
    wake,
  }
}
