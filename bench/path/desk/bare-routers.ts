import { createRouterClient, implement } from '@orpc/server'
import { replicaContract, type ReplicaEvent } from '#shared/rpc/replica-contract.ts'
import { workstationContract } from '#shared/rpc/workstation-contract.ts'
import type { Actor, RowWrite } from '#shared/domain/command.ts'
import { prepareCommand } from '#shared/domain/run-command.ts'
import { TestRows } from '#shared/domain/testing/rows.ts'
import type { FeedEntry } from '#shared/sync/feed.ts'
import { createEventQueue } from '../../../src-main/flow/event-queue.ts'
import type { Workstation } from '../../../src-main/workstation.ts'
import type { Routers } from './open-desk.ts'

/**
 * The same update without log and overlay: what a window asks for is run here at once, and its rows go to the worker as the
 * server's would. The worker seals what it writes after it has shown it.
 */
export async function bareRouters(workstation: Workstation, serverUrl: string): Promise<Routers> {
  const seat = workstation.session.seat.get()
  const access = await seat?.tokens.access()
  if (!seat || !access?.ok) throw new Error('nobody is signed in')
  const { agent, organisation } = seat.who
  const actor: Actor = {
    kind: 'agent',
    id: agent.id,
    organisationId: organisation.id,
    brandIds: agent.brandIds,
    rights: ['conversation.work'],
  }
  const { epoch, rows, seq: start } = await readSnapshot(serverUrl, access.token)
  let seq = start
  let deviceSeq = 0
  let queue = createEventQueue<ReplicaEvent>()

  const replica = createRouterClient(workstation.replicaRouter)
  const replicaOs = implement(replicaContract)
  const workstationOs = implement(workstationContract)

  function publish(writes: readonly RowWrite[]): void {
    rows.write(writes)
    const from = seq
    const entries = writes.map(
      ({ collection, row }): FeedEntry => ({
        kind: 'row',
        seq: ++seq,
        collection,
        rootKind: 'shelf',
        rootId: '',
        row: { ...row },
      }),
    )
    queue.push({ event: 'page', page: { epoch, from, to: seq, entries } })
  }

  return {
    router: {
      ...workstation.router,
      commands: {
        submit: workstationOs.commands.submit.handler(async ({ input }) => {
          const prepared = prepareCommand({ ...input, version: 1 })
          if (!prepared.ok) throw new Error(prepared.refusal.kind)
          const reduced = prepared.run(rows, { now: Date.now(), actor, place: { at: 'server' } })
          if (reduced.outcome === 'applied') publish(reduced.writes.map((write) => withNextRev(write, rows)))
          return { commandId: `bare-${++deviceSeq}`, deviceSeq, draft: null }
        }),
      },
    },
    replicaRouter: replicaOs.router({
      replica: {
        attach: replicaOs.replica.attach.handler(async function* ({ input, signal }) {
          queue = createEventQueue<ReplicaEvent>()
          const events = await replica.replica.attach(input, signal ? { signal } : {})
          const relayed = (async () => {
            // The server's own pages would stand in the way of those that are made here.
            for await (const event of events) if (event.event !== 'page') queue.push(event)
          })()
          relayed.catch(() => queue.end())
          yield* queue.drain(signal)
        }),
        durable: replicaOs.replica.durable.handler(() => undefined),
        attention: replicaOs.replica.attention.handler(() => undefined),
        beat: replicaOs.replica.beat.handler(() => undefined),
        report: replicaOs.replica.report.handler(() => undefined),
      },
    }) as Routers['replicaRouter'],
  }
}

function withNextRev(write: RowWrite, rows: TestRows): RowWrite {
  const before = rows.get(write.collection, write.row.id)
  return { ...write, row: { ...write.row, rev: (before?.rev ?? 0) + 1 } } as RowWrite
}

async function readSnapshot(serverUrl: string, token: string) {
  const response = await fetch(new URL('/sync/snapshot', serverUrl), { headers: { authorization: `Bearer ${token}` } })
  const [head, ...lines] = (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  const writes = lines.filter((line): line is RowWrite => 'row' in line)
  return { ...(head as { epoch: string; seq: number }), rows: new TestRows(...writes) }
}
