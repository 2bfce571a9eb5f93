import type { Actor } from '#shared/domain/command.ts'
import type { CommandType } from '#shared/domain/commands.ts'
import type { Database } from '../../db/database.ts'
import type { ApplyCommand } from '../../sync/apply-command.ts'
import type { Decision } from '../../sync/decide.ts'
import { type Thread, type ThreadPart, threadOf } from '../thread-of.ts'
import { undelivered } from './chat-messages.ts'
import type { VisitNotes } from './visit-notes.ts'
import type { Visitor } from './visitor-token.ts'

/** Two who merge at this very moment, one after the other, are met; more are not. */
const mergesMax = 5

interface Parts {
  readonly database: Database
  readonly applyCommand: ApplyCommand
}

/** Whose words and doings these are. Merged customers are one person: they act as whom the conversation belongs to. */
interface Author {
  readonly visitor: Visitor
  readonly actor: Actor
}

/** What a visitor's chat does to their conversation, wherever that leads by now. */
export function createVisitorThread({ database, applyCommand }: Parts) {
  async function threadFor({ conversationId, customerId }: Visitor): Promise<Thread> {
    const own = { conversationId, customerId, afterNumber: 0 }
    return (await threadOf(database, conversationId)) ?? { parts: [own], end: own, reopensTo: 'assignee' }
  }

  const runAs = (actor: Actor, customerId: string, type: CommandType, args: object): Promise<Decision> =>
    applyCommand.direct({ ...actor, id: customerId }, { type, version: 1, args: { ...args }, basedOn: {} })

  /** Where the visitor's conversation leads now; merged away in between, it is asked again. */
  async function deliver(
    { visitor, actor }: Author,
    type: CommandType,
    argsFor: (end: Pick<ThreadPart, 'conversationId' | 'customerId'>, reopensTo: Thread['reopensTo']) => object,
  ): Promise<{ readonly decision: Decision; readonly thread: Thread }> {
    for (let attempt = 1; ; attempt++) {
      const thread = await threadFor(visitor)
      const { conversationId, customerId } = thread.end
      const args = argsFor({ conversationId, customerId }, thread.reopensTo)
      const decision = await runAs(actor, customerId, type, args)
      const isElsewhere = decision.outcome === 'refused' && decision.refusal.kind === 'conversation/merged'
      if (!isElsewhere || attempt >= mergesMax) return { decision, thread }
    }
  }

  return {
    threadFor,
    deliver,
    /** Of a conversation that is there already; otherwise they wait for its first message. */
    async writeNotes({ visitor, actor, notes }: Author & { readonly notes: VisitNotes }): Promise<void> {
      // After most messages: the database is left to those who hand them on.
      if (notes.isEmpty()) return
      const thread = await threadOf(database, visitor.conversationId)
      if (!thread) return
      const { told, described } = notes.take()
      const { conversationId, customerId } = thread.end
      if (told) await runAs(actor, customerId, 'customer.introduce', { ...told, customerId })
      if (described) await runAs(actor, customerId, 'conversation.describe-visit', { ...described, conversationId })
    },
    /** These messages have reached the visitor, or were read by them. */
    async report(
      { visitor, actor }: Author,
      state: 'delivered' | 'read',
      messageIds: readonly string[],
    ): Promise<void> {
      for (const { conversationId, customerId } of (await threadFor(visitor)).parts) {
        for (const messageId of await undelivered(database, conversationId, messageIds, state))
          await runAs(actor, customerId, 'delivery.record', { messageId, state })
      }
    },
  }
}
