import { isDeepStrictEqual } from 'node:util'
import { syncedCollections } from '#shared/domain/entities.ts'
import { maySeeRow } from '../../../server-sync/policy/may-see.ts'
import type { SimDesk } from '../world/sim-desk.ts'
import type { World } from '../world/world.ts'

const everything = { where: {}, orderBy: [], limit: 100_000 }

/** [R1] [R2] At rest a desk shows what the server would answer to its agent, and nothing pending over it. */
export async function checkReplica(world: World, desk: SimDesk): Promise<string[]> {
  const { replicaId } = desk.session
  const replica = desk.worker()?.replica()
  if (!replica) return [`[R1] ${replicaId} has no replica`]
  const { reader } = await replica.desk()
  const found: string[] = []
  for (const collection of syncedCollections) {
    const truth = [...(world.tables().rows.get(collection)?.values() ?? [])].filter((row) =>
      maySeeRow(desk.session, collection, row),
    )
    const shown = new Map((await reader.find(collection, everything)).map((row) => [row.id as string, row]))
    for (const row of truth) {
      if (!shown.has(row.id)) found.push(`[R1] ${replicaId} lacks ${collection}/${row.id}`)
      else if (!isDeepStrictEqual(shown.get(row.id), row)) {
        const state = (shown.get(row.id) as { deliveryState?: string }).deliveryState
        const isPending = state === 'queued' || state === 'sending'
        found.push(`[${isPending ? 'R2' : 'R1'}] ${replicaId} shows another ${collection}/${row.id}`)
      }
      shown.delete(row.id)
    }
    for (const id of shown.keys()) found.push(`[R2] ${replicaId} shows ${collection}/${id}, which is not there`)
  }
  return found.length === 0 ? [] : [found[0]!, ...(found.length > 1 ? [`… and ${found.length - 1} more rows`] : [])]
}
