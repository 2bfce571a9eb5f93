import { setTimeout as pause } from 'node:timers/promises'
import { type Customer, createCustomer } from './customer/customer.ts'
import type { Desk } from './desk/desk.ts'
import type { FaultProxy } from './proxy/fault-proxy.ts'
import type { PlannedConversation, PlannedMessage } from './plan/plan-shift.ts'
import type { Ledger } from './verdict/ledger.ts'

interface Parts {
  readonly conversations: readonly PlannedConversation[]
  readonly desks: readonly Desk[]
  readonly seats: readonly { readonly proxy: FaultProxy; readonly customers: Customer[] }[]
  readonly ledger: Ledger
  readonly run: string
  /** Milliseconds since the shift began. */
  now(): number
  readonly signal: AbortSignal
  onRecovered(): void
}

/** Has everybody say what the plan says, when it says so. Resolves when all of it is said, and the agents' share is kept. */
export async function playShift(parts: Parts): Promise<void> {
  await Promise.all(parts.conversations.map((conversation) => playConversation(parts, conversation)))
}

async function playConversation(parts: Parts, conversation: PlannedConversation): Promise<void> {
  const { desks, seats, ledger, run, onRecovered } = parts
  const seat = seats[conversation.seat]
  if (!seat) throw new Error(`there is no seat ${conversation.seat}`)
  await until(parts, conversation.startAtMs)
  const url = `ws://127.0.0.1:${seat.proxy.port}/chat`
  const customer = createCustomer({ conversation, url, run, ledger, onRecovered })
  seat.customers.push(customer)

  const bySpeaker = Map.groupBy(conversation.messages, ({ speaker }) => speaker)
  // Each says their own in order and waits for nobody else: a network that is down holds up no typing.
  await Promise.all(
    [...bySpeaker].map(([speaker, messages]) =>
      sayAll(parts, messages, async (message) =>
        speaker === 'customer' ? customer.say(message) : desks[speaker]?.reply(message),
      ),
    ),
  )
}

async function sayAll(
  parts: Parts,
  messages: readonly PlannedMessage[],
  say: (message: PlannedMessage) => Promise<void>,
): Promise<void> {
  for (const message of messages) {
    await until(parts, message.atMs)
    await say(message)
  }
}

export async function until({ now, signal }: Pick<Parts, 'now' | 'signal'>, atMs: number): Promise<void> {
  await pause(Math.max(0, atMs - now()), undefined, { signal })
}
