import { RPCHandler } from '@orpc/server/message-port'
import { queriesContract } from '#shared/rpc/queries-contract.ts'
import { replicaContract } from '#shared/rpc/replica-contract.ts'
import { workstationContract } from '#shared/rpc/workstation-contract.ts'
import { checkedPort } from '../../../../src-main/rpc/checked-line.ts'
import { systemTimers } from '../../../../src-renderer/replica/flow/timers.ts'
import { createQueriesRouter } from '../../../../src-renderer/replica/queries/queries-router.ts'
import { createInMemoryRowStore } from '../../../../src-renderer/replica/testing/in-memory-row-store.ts'
import { startTestReplica } from '../../../../src-renderer/replica/testing/test-desk.ts'
import { TestServer } from '../../../../src-renderer/replica/testing/test-server.ts'
import { makeCalls, proceduresOf } from '../../input/make-calls.ts'
import { callPort } from '../../parts/call-port.ts'
import { openWorkstation } from '../../parts/open-workstation.ts'
import type { Answer, Target } from '../../target.ts'

interface Served {
  serve: Parameters<typeof callPort>[0]
  drainLog(): string[]
  close(): Promise<void>
}

/** What windows ask main, over a port as in Electron. */
export const rpcWorkstationTarget = rpcTarget({
  name: 'rpc-workstation',
  share: 6,
  contract: workstationContract,
  breaksFrames: true,
  async open() {
    const { workstation, drainLog, close } = await openWorkstation()
    const handler = new RPCHandler(workstation.router)
    return { serve: (port) => handler.upgrade(checkedPort(port) as never), drainLog, close }
  },
})

/** What the replica worker asks main. */
export const rpcReplicaTarget = rpcTarget({
  name: 'rpc-replica',
  share: 5,
  contract: replicaContract,
  breaksFrames: true,
  async open() {
    const { workstation, drainLog, close } = await openWorkstation()
    const handler = new RPCHandler(workstation.replicaRouter)
    return { serve: (port) => handler.upgrade(checkedPort(port) as never), drainLog, close }
  },
})

/** What windows ask the replica worker. A page of ours is at the other end, so the frames are whole. */
export const rpcQueriesTarget = rpcTarget({
  name: 'rpc-queries',
  share: 5,
  contract: queriesContract,
  breaksFrames: false,
  async open() {
    const { replica } = await startTestReplica(new TestServer(), createInMemoryRowStore())
    const handler = new RPCHandler(createQueriesRouter(replica, systemTimers))
    return { serve: (port) => handler.upgrade(port), drainLog: () => [], close: async () => undefined }
  },
})

interface Rpc {
  readonly name: string
  readonly share: number
  readonly contract: object
  readonly breaksFrames: boolean
  open(): Promise<Served>
}

/** Nobody serves it, so its answer comes from every handler. */
const lastCall = JSON.stringify({ i: 'last', p: { u: '/nobody/knows/this', b: {} } })

function rpcTarget({ name, share, contract, breaksFrames, open }: Rpc): Target {
  return {
    name,
    share,
    async open() {
      const served = await open()
      const procedures = proceduresOf(contract)
      return {
        make: (random) => makeCalls(procedures, random, breaksFrames),
        async run(input) {
          const answers = await callPort(served.serve, input, lastCall)
          return { outcome: outcomeOf(answers), answers, logged: served.drainLog() }
        },
        close: served.close,
      }
    },
  }
}

function outcomeOf(answers: readonly Answer[]): string {
  if (answers.length === 0) return 'hung up'
  const [first] = answers
  return first?.isError ? (/"code":"(\w+)"/.exec(first.text)?.[1] ?? 'error') : 'answered'
}
