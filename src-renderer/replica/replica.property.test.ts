import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { syncedCollections } from '#shared/domain/entities.ts'
import { withAnswer } from '#shared/domain/message/say.ts'
import { openConversation } from '#shared/domain/testing/rows.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import { foldPending, type View } from './overlay/fold-pending.ts'
import type { AnyRow } from './rows/replica-row.ts'
import { StoreFailed } from './store/row-store.ts'
import { createInMemoryRowStore } from './testing/in-memory-row-store.ts'
import { createFaultyStore } from './testing/memory-row-storage.ts'
import { agent, command, conversation, customer, identity, openTestReplica } from './testing/test-desk.ts'
import { TestServer } from './testing/test-server.ts'

const conversationIds = ['c1', 'c2', 'c3']
const conversationId = fc.constantFrom(...conversationIds)

/** What can happen at a desk. Commands get their numbers when they happen. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ at: fc.constant('reply'), conversationId }) },
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.constant('assign'),
      conversationId,
      to: fc.constantFrom('agent-amara', 'agent-ben', null),
    }),
  },
  { weight: 2, arbitrary: fc.record({ at: fc.constantFrom('resolve', 'reopen', 'read'), conversationId }) },
  {
    weight: 3,
    arbitrary: fc.record({
      at: fc.constantFrom('transfer', 'spam', 'not spam', 'merge', 'unmerge', 'link', 'send anyway', 'drop', 'note'),
      conversationId,
    }),
  },
  { weight: 2, arbitrary: fc.record({ at: fc.constant('teammate answers'), conversationId }) },
  { weight: 1, arbitrary: fc.record({ at: fc.constant('reply'), conversationId: fc.constant('nowhere') }) },
  { weight: 3, arbitrary: fc.record({ at: fc.constant('customer writes'), conversationId, unread: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ at: fc.constantFrom('server decides', 'uplink') }) },
  { weight: 4, arbitrary: fc.record({ at: fc.constant('page'), transactions: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.constantFrom('old page', 'page with a gap', 'reconnect', 'worker dies', 'disk full', 'settle'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ at: fc.constantFrom('restored server', 'feed forgotten', 'rows lost', 'rebuild') }),
  },
  { weight: 1, arbitrary: fc.record({ at: fc.constantFrom('backup', 'restored backup') }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const another = (id: string) => conversationIds[(conversationIds.indexOf(id) + 1) % conversationIds.length] ?? ''

function toCommand(step: Step, deviceSeq: number): Envelope | undefined {
  const { at, conversationId = '' } = step as { at: string; conversationId?: string }
  const entryId = `entry-${deviceSeq}`
  switch (at) {
    case 'reply':
      return {
        ...command(deviceSeq, 'message.send', {
          messageId: entryId,
          conversationId,
          text: `words ${deviceSeq}`,
          language: 'en',
        }),
        // What a teammate says after that holds the reply: foreseen here, and decided there.
        basedOn: { lastNumber: openConversation.lastNumber },
      }
    case 'assign':
      return command(deviceSeq, 'conversation.assign', {
        conversationId,
        assigneeId: (step as { to: string | null }).to,
        entryId,
      })
    case 'resolve':
      return command(deviceSeq, 'conversation.resolve', { conversationId, entryId })
    case 'reopen':
      return command(deviceSeq, 'conversation.reopen', { conversationId, entryId })
    case 'transfer':
      return command(deviceSeq, 'conversation.transfer', {
        conversationId,
        to: { kind: 'queue', queueId: '' },
        note: `note ${deviceSeq}`,
        noteId: `note-${deviceSeq}`,
        entryId,
        language: 'en',
      })
    case 'spam':
      return command(deviceSeq, 'conversation.mark-spam', { conversationId, entryId })
    case 'not spam':
      return command(deviceSeq, 'conversation.not-spam', { conversationId, entryId })
    case 'merge':
    case 'unmerge':
      return command(deviceSeq, `conversation.${at}`, {
        fromId: conversationId,
        intoId: another(conversationId),
        entryId,
        intoEntryId: `other-${deviceSeq}`,
      })
    case 'link':
      return command(deviceSeq, 'conversation.link', {
        conversationId,
        otherId: another(conversationId),
        entryId,
        otherEntryId: `other-${deviceSeq}`,
      })
    case 'send anyway':
      return command(deviceSeq, 'message.send-anyway', {
        messageId: `entry-${deviceSeq - 1}`,
        conversationId,
        sentId: entryId,
      })
    case 'drop':
      return command(deviceSeq, 'message.drop', { messageId: `entry-${deviceSeq - 1}`, conversationId })
    case 'note':
      return command(deviceSeq, 'note.add', { noteId: entryId, conversationId, text: 'hm', language: 'en' })
    case 'read':
      return command(deviceSeq, 'conversation.mark-read', { conversationId })
    default:
      return undefined
  }
}

/** A desk with its log (which never forgets here), a server, and a wire between them that the steps move. */
async function createWorld() {
  const server = new TestServer()
  server.put(
    { collection: 'customer', row: customer },
    ...conversationIds.map((id) => ({ collection: 'conversation' as const, row: conversation(id) })),
  )
  const disk = createInMemoryRowStore()
  const faulty = createFaultyStore(disk)
  const log: Envelope[] = []
  let uplinkedTo = 0
  let epochs = 1
  let backup = server.backup()
  const undecided = (decided: number) => log.filter(({ deviceSeq }) => deviceSeq > decided)
  let test = await openTestReplica(server, faulty.store)

  /** As the line to main does: again, until it succeeds. */
  async function attach(mustRebuild = false): Promise<void> {
    try {
      if ((await test.replica.take(identity)) === 'attach-again') await test.replica.take(identity)
    } catch (failure) {
      if (failure instanceof StoreFailed) return attach(mustRebuild)
      throw failure
    }
    if (mustRebuild) await test.replica.take({ event: 'rebuild', reason: 'lost' })
    const { cursor } = test.replica.position()
    const decided = mustRebuild ? server.cursor.deviceSeq : Math.min(cursor, server.cursor.deviceSeq)
    await test.replica.take({ event: 'pending', commands: undecided(decided), after: decided, uplinkedTo })
    await test.replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
  }

  async function settle() {
    await test.replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
    await test.caughtUp()
  }

  async function push(after: number, transactions: number) {
    if (!server.reachesBackTo(after)) return undefined
    return test.replica.take({ event: 'page', page: server.page(after, transactions) })
  }

  async function happen(step: Step) {
    const issued = toCommand(step, log.length + 1)
    if (issued) {
      log.push(issued)
      return test.replica.take({ event: 'pending', commands: [issued], after: issued.deviceSeq - 1, uplinkedTo })
    }
    const { checkpoint } = test.replica.position()
    const seq = checkpoint?.seq ?? 0
    const id = (step as { conversationId?: string }).conversationId ?? 'c1'
    switch (step.at as string) {
      case 'customer writes':
        return server.put({
          collection: 'conversation',
          row: {
            ...(server.rows.get('conversation')?.get(id) as Conversation),
            unreadCount: (step as { unread: number }).unread,
          },
        })
      case 'teammate answers': {
        const talk = server.rows.get('conversation')?.get(id) as Conversation
        const number = talk.lastNumber + 1
        const lastAnswers = withAnswer(talk.lastAnswers, { agentId: 'agent-ben', number })
        return server.put({ collection: 'conversation', row: { ...talk, lastNumber: number, lastAnswers } })
      }
      case 'uplink':
        uplinkedTo = log.length
        return test.replica.take({ event: 'uplinked', uplinkedTo })
      case 'server decides': {
        const next = log[server.cursor.deviceSeq]
        if (!next) return undefined
        uplinkedTo = Math.max(uplinkedTo, next.deviceSeq)
        server.decide(next, agent)
        return undefined
      }
      case 'page':
        return push(seq, (step as { transactions: number }).transactions)
      case 'old page':
        return push(Math.max(0, seq - 3), 2)
      case 'page with a gap':
        return push(Math.min(seq + 4, server.seq), 1000)
      case 'reconnect':
        return attach()
      case 'worker dies':
        await test.replica.close()
        test = await openTestReplica(server, faulty.store)
        return attach()
      case 'disk full':
        return faulty.failNextWrites(2)
      case 'settle':
        return settle()
      case 'restored server':
        server.restore(`epoch-${++epochs}`)
        return test.replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
      case 'backup':
        backup = server.backup()
        return undefined
      case 'restored backup':
        server.restore(`epoch-${++epochs}`, backup)
        await test.replica.take({ event: 'head', epoch: server.epoch, seq: server.seq })
        // Main's log tells again what this server has not decided.
        return test.replica.take({
          event: 'pending',
          commands: undecided(server.cursor.deviceSeq),
          after: server.cursor.deviceSeq,
          uplinkedTo,
        })
      case 'rebuild':
        return attach(true)
      case 'feed forgotten':
        return server.forgetFeed()
      case 'rows lost':
        await test.replica.close()
        await disk.remove('conversation', ['c1'])
        test = await openTestReplica(server, faulty.store)
        return attach()
      default:
        throw new Error(step.at)
    }
  }

  await attach()
  return { server, disk, log, happen, settle, uplinkedTo: () => uplinkedTo, test: () => test }
}

describe('a replica, whatever happens to it', () => {
  it('[O1] [F1] at rest shows the server’s rows with the undecided commands run over them, and holds the server’s rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const world = await createWorld()
        for (const each of steps) await world.happen(each)
        await world.settle()
        const { replica } = world.test()
        const { reader } = await replica.desk()
        const expected: View = new Map()
        const base = (collection: Parameters<TestServer['rows']['get']>[0], id: string) =>
          world.server.rows.get(collection)?.get(id)
        const undecided = world.log.filter(({ deviceSeq }) => deviceSeq > world.server.cursor.deviceSeq)
        foldPending(expected, base, undecided, {
          actor: agent,
          uplinkedTo: world.uplinkedTo(),
          onFault: () => undefined,
        })
        for (const collection of syncedCollections) {
          const truth = new Map<string, AnyRow>([
            ...(world.server.rows.get(collection) ?? []),
            ...(expected.get(collection) ?? []),
          ])
          const shown = await reader.find(collection, { where: {}, orderBy: [], limit: 1000 })
          expect(new Map(shown.map((row) => [row.id, row])), collection).toEqual(truth)
          expect(await reader.count(collection, {})).toBe(truth.size)
          expect(await world.disk.count(collection, {})).toBe(world.server.rows.get(collection)?.size ?? 0)
        }
        expect(replica.position()).toMatchObject({
          checkpoint: { epoch: world.server.epoch, seq: world.server.seq },
          cursor: world.server.cursor.deviceSeq,
        })
        await replica.close()
      }),
      { numRuns: 250, timeout: 2_000 },
    )
  }, 60_000)
})
