import type { Actor } from '#shared/domain/command.ts'
import { openConversation } from '#shared/domain/testing/rows.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { newCustomer } from '#shared/domain/customer/new-customer.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import { systemTimers } from '../flow/timers.ts'
import { type Position, type Replica, type Reports, openReplica } from '../replica.ts'
import type { Identity } from '../desk.ts'
import type { RowStore } from '../store/row-store.ts'
import type { TestServer } from './test-server.ts'

export const dataKey = btoa('0123456789abcdef0123456789abcdef')
export const identity: Identity = {
  event: 'identity',
  agentId: 'agent-amara',
  organisationId: 'org',
  brandIds: ['brand'],
  rights: ['conversation.work'],
  replicaId: 'replica',
  logId: 'log',
  dataKey,
}
export const agent: Actor = {
  kind: 'agent',
  id: 'agent-amara',
  organisationId: 'org',
  brandIds: ['brand'],
  rights: ['conversation.work'],
}

export const customer: Customer = newCustomer({
  id: 'customer-1' as Customer['id'],
  organisationId: 'org' as Customer['organisationId'],
  brandId: 'brand',
  rev: 1,
  name: '山田 花子',
  language: 'ja',
  country: 'JP',
  timeZone: 'Asia/Tokyo',
  tier: 'gold',
  customerSinceAt: 1,
  currency: 'JPY',
})

export const conversation = (id: string, change: Partial<Conversation> = {}): Conversation => ({
  ...openConversation,
  ...change,
  id: id as Conversation['id'],
})

export const command = (deviceSeq: number, type: string, args: Envelope['args']): Envelope => ({
  id: `command-${deviceSeq}`,
  replicaId: 'replica',
  logId: 'log',
  deviceSeq,
  type,
  version: 1,
  args,
  basedOn: {},
  issuedAt: 2_000 + deviceSeq,
})

export const reply = (deviceSeq: number, conversationId: string, text = `reply ${deviceSeq}`) =>
  command(deviceSeq, 'message.send', { messageId: `message-${deviceSeq}`, conversationId, text, language: 'en' })

export interface TestReplica {
  readonly replica: Replica
  readonly durable: Position[]
  readonly problems: string[]
  /** Resolves once the replica has everything of the server on disk. */
  caughtUp(): Promise<void>
}

/** A replica at a test server, without main: the test says what main would. */
export async function openTestReplica(
  server: TestServer,
  store: RowStore,
  alsoTo?: Reports,
  calm?: () => Promise<void>,
): Promise<TestReplica> {
  // Who says when it is calm opens their desk at once: nothing is counted before.
  const longMs = calm ? 900 : 100_000
  const durable: TestReplica['durable'] = []
  const problems: string[] = []
  const replica = await openReplica({
    store,
    source: server.source(),
    isOurs: (replicaId) => replicaId === identity.replicaId,
    clock: { now: () => 5_000 },
    // No waiting between tries, no grace: what a test waits for is always an event.
    timers: {
      sleep: (delayMs, signal) => systemTimers.sleep(delayMs > longMs ? delayMs : 1, signal),
    },
    random: () => 0.5,
    ...(calm && { calm }),
    reports: {
      durable(position) {
        durable.push(position)
        alsoTo?.durable(position)
      },
      problem(kind, detail) {
        problems.push(kind)
        alsoTo?.problem(kind, detail)
      },
    },
  })
  return {
    replica,
    durable,
    problems,
    async caughtUp() {
      await replica.looked()
      for (;;) {
        const seen = replica.changes.version(['state'])
        const { checkpoint } = replica.position()
        const isSettled = replica.state().state === 'ready'
        if (isSettled && checkpoint?.epoch === server.epoch && checkpoint.seq === server.seq) return
        await replica.changes.after(seen, ['state'])
      }
    },
  }
}

/** Signed in, connected, nothing pending. */
export async function startTestReplica(server: TestServer, store: RowStore): Promise<TestReplica> {
  const test = await openTestReplica(server, store)
  const again = await test.replica.take(identity)
  if (again === 'attach-again') await test.replica.take(identity)
  await test.replica.take({ event: 'pending', commands: [], after: 0, uplinkedTo: 0 })
  await test.replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
  await test.caughtUp()
  return test
}
