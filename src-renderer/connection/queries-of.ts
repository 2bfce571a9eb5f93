import { connectReplica } from '../replica-client/connect-replica.ts'
import type { QueriesClient } from './clients.ts'
import { hostKind } from './host-kind.ts'

const connected = new Map<string, QueriesClient>()

/** The live queries of an agent's replica: one line a window, however often it is drawn. */
export function queriesOf(replicaName: string): QueriesClient {
  const known = connected.get(replicaName)
  if (known) return known
  const made = connectReplica(hostKind(), replicaName)
  connected.set(replicaName, made)
  return made
}
