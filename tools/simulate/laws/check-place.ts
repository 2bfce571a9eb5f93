import { maySeeEntry } from '../../../server-sync/policy/may-see.ts'
import type { Place } from '../../../src-renderer/replica/feed/place.ts'
import type { SimDesk } from '../world/sim-desk.ts'
import type { World } from '../world/world.ts'

/** [P1] What lies on a desk holds all that its place stands for, at whatever moment its worker dies. */
export async function checkPlace({ history }: World, desk: SimDesk): Promise<string[]> {
  const stored = (await desk.rows.disk.get('meta', ['place'])).get('place')
  const place = stored ? (JSON.parse(stored.sealed) as Place | null) : null
  if (!place || desk.areRowsInDoubt()) return []
  const wanted = new Map<string, { collection: 'timeline'; id: string; rev: number }>()
  for (const fed of history.of(place.epoch)) {
    if (fed.seq > place.seq || !maySeeEntry(desk.session, fed)) continue
    const entry = fed.entry()
    if (entry.kind !== 'row') continue
    const { id, rev } = entry.row as { id: string; rev: number }
    wanted.set(`${entry.collection}/${id}`, { collection: entry.collection as 'timeline', id, rev })
  }
  const missing: string[] = []
  for (const [key, { collection, id, rev }] of wanted) {
    const row = (await desk.rows.disk.get(collection, [id])).get(id)
    if (!row || Number(row['rev']) < rev) missing.push(key)
  }
  return missing.length === 0
    ? []
    : [`[P1] ${desk.session.replicaId}: at ${place.seq} it lacks ${missing.length} rows, first ${missing[0]}`]
}
