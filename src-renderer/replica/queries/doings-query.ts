import type { Doing } from '#shared/rpc/queries-contract.ts'
import type { DoingRecord } from '../doings/doing-record.ts'
import type { Desk } from '../desk.ts'
import { askConversations } from './inbox-query.ts'

/** More than anybody takes back. */
const shownMax = 50

/** Newest first; what was done to many conversations at once is one. */
export async function askDoings(desk: Desk): Promise<Doing[]> {
  const together = new Map<string, DoingRecord[]>()
  for (const doing of await desk.doings.list()) {
    together.set(doing.togetherId, (together.get(doing.togetherId) ?? []).concat(doing))
  }
  const shown = [...together].slice(0, shownMax)
  const found = await askConversations(desk, [...new Set(shown.flatMap(([, [first]]) => first?.conversationId ?? []))])
  return shown.flatMap(([id, doings]) => {
    const [first] = doings
    if (!first) return []
    const { type, doneAt, conversationId, customerId } = first
    const row = doings.length === 1 ? (found.get(conversationId ?? '') ?? null) : null
    return [{ id, type, doneAt, count: doings.length, conversationId, customerId, row }]
  })
}
