import type { Actor } from '#shared/domain/command.ts'
import type { Random } from '../schedule/random.ts'
import { customerConversation } from './acts.ts'
import type { Life } from './life.ts'
import { type Road, createRoad } from './sim-network.ts'
import type { SimServer } from './sim-server.ts'
import type { SimTime } from './sim-time.ts'

/** A customer at a chat: says one thing after another, each again until there is a receipt for it. */
export interface SimCustomer {
  readonly road: Road
  /** Messages that have a receipt. */
  readonly receipts: Set<string>
  write(): void
  /** Has this message of an agent on screen. */
  read(messageId: string): void
  isIdle(): boolean
}

interface Parts {
  readonly index: number
  readonly time: SimTime
  readonly random: Random
  readonly life: Life
  /** The server as it runs now. Rejects when it is not there, or ends before it has answered. */
  ask<Answer>(road: Road, question: (server: SimServer) => Promise<Answer>): Promise<Answer>
}

const tryAgainMs = 400

export function createSimCustomer({ index, time, random, life, ask }: Parts): SimCustomer {
  const id = `customer-${index}`
  const actor: Actor = { kind: 'customer', id, organisationId: 'org-1', brandIds: ['brand-a'], rights: [] }
  const road = createRoad(time, random)
  const receipts = new Set<string>()
  const outbox: { readonly type: string; readonly args: Record<string, unknown>; done(): void }[] = []
  let written = 0
  let isSending = false

  async function send() {
    isSending = true
    for (let next = outbox[0]; next; next = outbox[0]) {
      const { type, args, done } = next
      try {
        await ask(road, ({ applyCommand }) => applyCommand.direct(actor, { type, version: 1, args, basedOn: {} }))
        outbox.shift()
        done()
      } catch {
        // No answer says nothing: it may have been committed. The same again does no harm.
        await life.wait(random.between(0, tryAgainMs))
      }
    }
    isSending = false
  }

  const say = (type: string, args: Record<string, unknown>, done: () => void) => {
    outbox.push({ type, args, done })
    if (!isSending) void send()
  }

  return {
    road,
    receipts,
    write() {
      const messageId = `from-${index}-${++written}`
      const args = {
        messageId,
        conversationId: customerConversation(index),
        customerId: id,
        brandId: 'brand-a',
        queueId: '',
        channel: 'chat',
        text: `${id}#${written}`,
        language: 'en',
        timeZone: '',
        currency: 'USD',
      }
      say('message.receive', args, () => receipts.add(messageId))
    },
    read: (messageId) => say('delivery.record', { messageId, state: 'read' }, () => undefined),
    isIdle: () => outbox.length === 0,
  }
}
