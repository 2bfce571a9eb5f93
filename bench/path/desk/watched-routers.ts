import { createRouterClient, implement } from '@orpc/server'
import { replicaContract } from '#shared/rpc/replica-contract.ts'
import type { Workstation } from '../../../src-main/workstation.ts'
import type { Routers } from './open-desk.ts'

/** Where the replica stands, as it tells main. */
export interface Standing {
  /** Resolves with the instant at which the page with this text was on the replica's disk. */
  stored(text: string): Promise<number>
}

/** The workstation as it is, and somebody who looks over its shoulder at what the worker says. */
export function watchedRouters(workstation: Workstation): { routers: Routers; standing: Standing } {
  const waiting: { readonly text: string; readonly done: (at: number) => void; to?: number }[] = []
  const real = createRouterClient(workstation.replicaRouter)
  const os = implement(replicaContract)
  const replicaRouter = os.router({
    replica: {
      attach: os.replica.attach.handler(async function* ({ input, signal }) {
        for await (const event of await real.replica.attach(input, signal ? { signal } : {})) {
          if (event.event === 'page') {
            const content = JSON.stringify(event.page.entries)
            for (const wish of waiting) if (content.includes(wish.text)) wish.to ??= event.page.to
          }
          yield event
        }
      }),
      durable: os.replica.durable.handler(async ({ input }) => {
        const at = performance.timeOrigin + performance.now()
        for (const wish of waiting.filter(({ to }) => to !== undefined && to <= input.checkpoint.seq)) {
          waiting.splice(waiting.indexOf(wish), 1)
          wish.done(at)
        }
        await real.replica.durable(input)
      }),
      report: os.replica.report.handler(({ input }) => real.replica.report(input)),
    },
  })
  return {
    routers: { router: workstation.router, replicaRouter: replicaRouter as Routers['replicaRouter'] },
    standing: { stored: (text) => new Promise((done) => waiting.push({ text, done })) },
  }
}
