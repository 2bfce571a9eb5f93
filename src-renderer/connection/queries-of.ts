import { connectReplica } from '../replica-client/connect-replica.ts'
import type { MainClient, QueriesClient } from './clients.ts'
import { hostKind } from './host-kind.ts'
import { waitForKeeper } from './worker-is-here.ts'

const connected = new Map<string, QueriesClient>()

/** The live queries of an agent's replica: one line a window, however often it is drawn. */
export function queriesOf(replicaName: string, main: MainClient): QueriesClient {
  const known = connected.get(replicaName)
  if (known) return known
  const host = hostKind()
  const made = connectReplica(
    host,
    replicaName,
    // A browser makes the worker with the first of its pages, and again with the next one that asks.
    host === 'browser' ? async () => undefined : waitForKeeper((options) => main.keeper.watch(undefined, options)),
  )
  connected.set(replicaName, made)
  return made
}
