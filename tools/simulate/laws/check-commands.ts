import { refusalId } from '../../../src-renderer/replica/local/refusal-cards.ts'
import type { SimDesk } from '../world/sim-desk.ts'
import type { World } from '../world/world.ts'

/** [C1]–[C3] What became of all that a desk was told is saved. */
export async function checkCommands(world: World, desk: SimDesk): Promise<string[]> {
  const { replicaId } = desk.session
  desk.noteLastLosses()
  const violations: string[] = []
  const own = world.journal
    .entries()
    .map((entry, at) => ({ ...entry, at }))
    .filter((entry) => entry.replicaId === replicaId)
  const decided = new Set(own.map(({ commandId }) => commandId))
  for (const { id, type } of desk.saved) {
    if (decided.has(id) || desk.lostByDisk.has(id)) continue
    if (desk.letGo.has(id) && world.restores() > 0) continue
    violations.push(`[C1] ${replicaId}: the server never decided ${type} ${id}`)
  }
  const outside = world.journal.entries().find(({ replicaId: by, actor }) => by === null && actor.kind === 'agent')
  if (outside) violations.push(`[C2] ${outside.command.type} of ${outside.actor.id} was decided outside of any log`)
  const places = new Set<string>()
  for (const { commandId, command } of own) {
    const place = `${(command as { logId?: string }).logId}/${commandId}`
    if (places.has(place)) violations.push(`[C2] ${replicaId}: ${command.type} ${commandId} was decided twice`)
    places.add(place)
  }
  const currentLogId = world.tables().desks.get(replicaId)?.currentLogId
  const refused = own.filter(({ refusal, command, at }) => {
    const isOfEarlierLog = (command as { logId?: string }).logId !== currentLogId
    return refusal && at >= desk.rowsLostAt() && !(isOfEarlierLog && at < desk.beganAnewAt())
  })
  const cards = await desk.rows.disk.get(
    'local',
    refused.map(({ commandId }) => refusalId(commandId)),
  )
  for (const { commandId, command } of refused)
    if (!cards.has(refusalId(commandId))) violations.push(`[C3] ${replicaId}: no card for ${command.type} ${commandId}`)
  return violations
}
