import type { SyncedRows } from '#shared/domain/entities.ts'
import type { World } from '../world/world.ts'

/** [T1]–[T4] What the conversations say in the end. */
export function checkConversations(world: World): string[] {
  const { rows, deliveries } = world.tables()
  const violations: string[] = []
  const entries = [...(rows.get('timeline')?.values() ?? [])] as SyncedRows['timeline'][]
  const byConversation = Map.groupBy(entries, ({ conversationId }) => conversationId)
  const spoken = new Set<string>()
  const lostOnce = new Set(
    world.desks.flatMap(({ saved, lostByDisk }) =>
      saved.filter(({ id }) => lostByDisk.has(id)).map(({ text }) => text),
    ),
  )
  for (const [conversationId, timeline] of byConversation) {
    timeline.sort((a, b) => a.number - b.number)
    const lastOf = new Map<string, number>()
    for (const [index, { number, text }] of timeline.entries()) {
      if (number !== index + 1) {
        violations.push(`[T1] ${conversationId}: number ${number} stands where ${index + 1} should`)
        break
      }
      const [author = '', count] = text.split('#')
      if (count === undefined) continue
      if (spoken.has(text)) violations.push(`[T2] ${conversationId}: ${text} was said twice`)
      spoken.add(text)
      if (lostOnce.has(text)) continue
      if (Number(count) < (lastOf.get(author) ?? 0))
        violations.push(`[T3] ${conversationId}: ${text} stands after ${author}#${lastOf.get(author)}`)
      lastOf.set(author, Number(count))
    }
    const conversation = rows.get('conversation')?.get(conversationId) as SyncedRows['conversation'] | undefined
    if (conversation?.lastNumber !== timeline.length)
      violations.push(`[T1] ${conversationId}: ends at ${conversation?.lastNumber}, has ${timeline.length}`)
  }
  for (const { receipts } of world.customers)
    for (const id of receipts)
      if (!rows.get('timeline')?.has(id)) violations.push(`[T4] ${id} has a receipt and is gone`)
  const sent = entries.filter(({ deliveryState }) => deliveryState === 'sent').map(({ id }) => id)
  if (sent.length !== deliveries.size || !sent.every((id) => deliveries.has(id)))
    violations.push(`[T5] ${sent.length} messages are sent, ${deliveries.size} deliveries are due`)
  return violations
}
