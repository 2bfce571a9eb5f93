import { implement } from '@orpc/server'
import type { Attention } from '#shared/rpc/attention-contract.ts'
import { replicaContract } from '#shared/rpc/replica-contract.ts'
import type { DeskKeeper } from '../desk/desk-keeper.ts'
import type { Log } from '../log/create-log.ts'
import type { ReplicaLine } from '../sync/replica-line.ts'

export interface ReplicaServices {
  readonly desks: DeskKeeper
  readonly line: ReplicaLine
  readonly diagnostics: Log
  attention(attention: Attention): void
  /** The worker is well. */
  beat(): void
}

export interface ReplicaContext {
  /** Of the only desk that this worker may have anything of. Left out where a host cannot tell workers apart. */
  readonly replicaName?: string
}

/** What the replica worker may ask; the same over a MessagePort and over a WebSocket. */
export function createReplicaRouter({ desks, line, diagnostics, attention, beat }: ReplicaServices) {
  const os = implement(replicaContract).$context<ReplicaContext>()
  return os.router({
    replica: {
      attach: os.replica.attach.handler(({ input, signal, context }) => line.attach({ ...input, ...context }, signal)),
      durable: os.replica.durable.handler(async ({ input }) => {
        const now = await desks.now()
        // The last words of a worker that had to make way say nothing of the one that is here now.
        if (now.state !== 'open' || line.isReplaced(input.generation)) return
        await now.desk.durable({ ...input, generation: input.generation ?? null })
      }),
      attention: os.replica.attention.handler(({ input }) => attention(input)),
      beat: os.replica.beat.handler(() => beat()),
      report: os.replica.report.handler(({ input }) => {
        diagnostics.warn({ event: 'replica-report', ...input })
      }),
    },
  })
}
