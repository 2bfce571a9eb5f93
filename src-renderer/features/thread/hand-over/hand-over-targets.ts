import type { CommandArgs } from '#shared/domain/commands.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { mayServe } from '#shared/domain/directory/may-serve.ts'
import { matches } from '#shared/kit/matches.ts'
import type { Directory } from '../../../state/directory.ts'

export interface HandOverTarget {
  readonly id: string
  readonly name: string
  readonly to: CommandArgs<'conversation.transfer'>['to']
}

/** The queues of its brand, then whoever may serve that brand; nobody and nothing that has it already. */
export function handOverTargets(
  directory: Directory,
  { brandId, assigneeId, queueId }: Pick<Conversation, 'brandId' | 'assigneeId' | 'queueId'>,
  words: string,
): readonly HandOverTarget[] {
  const entries = [...directory.values()].filter(({ name, isActive }) => isActive && matches(words, name))
  const queues = entries.filter(
    (entry) =>
      entry.kind === 'queue' &&
      (entry.brandId === '' || entry.brandId === brandId) &&
      (assigneeId !== null || entry.id !== queueId),
  )
  const agents = entries.filter(
    (entry) => entry.kind === 'agent' && entry.id !== assigneeId && mayServe(entry, brandId, (id) => directory.get(id)),
  )
  return [
    ...queues.toSorted(byName).map(({ id, name }) => ({ id, name, to: { kind: 'queue' as const, queueId: id } })),
    ...agents.toSorted(byName).map(({ id, name }) => ({ id, name, to: { kind: 'agent' as const, agentId: id } })),
  ]
}

const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name)
