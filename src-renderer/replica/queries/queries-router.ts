import { implement } from '@orpc/server'
import { queriesContract } from '#shared/rpc/queries-contract.ts'
import type { Timers } from '../flow/timers.ts'
import type { Desk, ReadDesk } from '../desk.ts'
import type { Replica, Topic } from '../replica.ts'
import { searchCustomers } from './customer-search.ts'
import { askDoings } from './doings-query.ts'
import { countFiltered } from './filtered-conversations.ts'
import { type HeadStart, createHeadStart } from './head-start.ts'
import { askConversation, askInbox, askInboxCounts, askQueueCounts, askRelated, askTeamWork } from './inbox-query.ts'
import { liveQuery } from './live-query.ts'
import { askCustomer, askDirectory, askKnowledge, askRefusals, askTimeline } from './reference-queries.ts'
import { askWaiting } from './waiting-query.ts'

/** The named live queries, as windows see them. */
export function createQueriesRouter(replica: Replica, timers: Timers, headStart: HeadStart = createHeadStart(timers)) {
  const os = implement(queriesContract)
  const parts = { changes: replica.changes, timers, onStubborn: replica.mend }

  const live = <Answer>(
    topics: readonly Topic[],
    ask: (desk: Desk) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ) => liveQuery(parts, topics, async () => ask(await replica.desk()), signal)

  /** Where the desk is still locked, what it will take from the disk is there when its key comes. */
  function readAhead(ask: (desk: ReadDesk) => Promise<unknown>): void {
    const locked = replica.lockedDesk()
    // What cannot be read is mended for whoever asks again.
    if (locked) ask(locked).catch(() => undefined)
  }

  const liveBehind: typeof live = (topics, ask, signal) =>
    live(
      topics,
      async (desk) => {
        await headStart.over()
        return ask(desk)
      },
      signal,
    )

  return os.router({
    replica: {
      watch: os.replica.watch.handler(({ signal }) => liveQuery(parts, ['state'], async () => replica.state(), signal)),
    },
    inbox: {
      watch: os.inbox.watch.handler(({ input, signal }) => {
        const ask = (desk: ReadDesk) => askInbox(desk, input)
        readAhead(ask)
        return live(['conversation', 'customer'], (desk) => headStart.ahead(() => ask(desk)), signal)
      }),
      counts: os.inbox.counts.handler(({ signal }) => liveBehind(['conversation'], askInboxCounts, signal)),
      filterCounts: os.inbox.filterCounts.handler(({ input, signal }) =>
        liveBehind(['conversation'], (desk) => countFiltered(desk, input.filters, input.now), signal),
      ),
      queueCounts: os.inbox.queueCounts.handler(({ input, signal }) =>
        liveBehind(['conversation'], (desk) => askQueueCounts(desk, input.queueIds), signal),
      ),
    },
    conversation: {
      watch: os.conversation.watch.handler(({ input, signal }) =>
        live(['conversation', 'customer'], (desk) => askConversation(desk, input.conversationId), signal),
      ),
      timeline: os.conversation.timeline.handler(({ input, signal }) =>
        live(['timeline'], (desk) => askTimeline(desk, input.conversationId, input.limit), signal),
      ),
      related: os.conversation.related.handler(({ input, signal }) =>
        liveBehind(['conversation', 'customer'], (desk) => askRelated(desk, input.conversationId), signal),
      ),
    },
    team: {
      work: os.team.work.handler(({ signal }) => liveBehind(['conversation', 'customer'], askTeamWork, signal)),
    },
    customer: {
      watch: os.customer.watch.handler(({ input, signal }) =>
        live(['customer', 'order', 'conversation'], (desk) => askCustomer(desk, input.customerId), signal),
      ),
    },
    customers: {
      search: os.customers.search.handler(({ input, signal }) =>
        live(['customer'], (desk) => searchCustomers(desk, input), signal),
      ),
    },
    directory: {
      watch: os.directory.watch.handler(({ signal }) => {
        readAhead(askDirectory)
        return live(['directory'], askDirectory, signal)
      }),
    },
    knowledge: {
      watch: os.knowledge.watch.handler(({ input, signal }) =>
        liveBehind(['knowledge'], (desk) => askKnowledge(desk, input.brandId, input.kind), signal),
      ),
    },
    waiting: {
      watch: os.waiting.watch.handler(({ signal }) =>
        liveBehind(['pending', 'conversation', 'customer'], askWaiting, signal),
      ),
    },
    doings: {
      watch: os.doings.watch.handler(({ signal }) =>
        liveBehind(['local', 'conversation', 'customer'], askDoings, signal),
      ),
      steps: os.doings.steps.handler(async ({ input }) => (await replica.desk()).doings.steps(input.id)),
      together: os.doings.together.handler(async ({ input }) =>
        (await replica.desk()).doings.together(input.commandIds),
      ),
    },
    refusals: {
      watch: os.refusals.watch.handler(({ signal }) => liveBehind(['local'], askRefusals, signal)),
      dismiss: os.refusals.dismiss.handler(async ({ input }) => (await replica.desk()).dismissRefusal(input.commandId)),
    },
  })
}
