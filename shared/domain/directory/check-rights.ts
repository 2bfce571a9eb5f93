import type { Refusal } from '../../kit/refusal.ts'
import type { Actor } from '../command.ts'
import type { DirectoryEntry } from './directory-entry.ts'
import type { DirectoryView } from './directory-view.ts'
import { effectiveRights } from './effective-rights.ts'
import { directoryRefusals } from './refusals.ts'
import { type Right, isRight } from './rights.ts'

/** What serves customers. Whoever manages people hands these out without working on conversations themselves. */
const workRights: ReadonlySet<string> = new Set<Right>(['conversation.work', 'conversation.direct', 'knowledge.edit'])

/**
 * Nobody gives a right that they do not hold, except to others the rights of everyday work; and nobody gives themself
 * anything. Whoever runs the server's command line may do both.
 */
export function checkGiven(actor: Actor, given: readonly string[], isSelf: boolean): Refusal | undefined {
  if (actor.kind === 'system') return undefined
  const held: readonly string[] = actor.rights
  const missing = given.filter((right) => !held.includes(right))
  if (isSelf && missing.length > 0) return directoryRefusals.notForYourself()
  const refused = missing.find((right) => !workRights.has(right))
  return refused === undefined ? undefined : directoryRefusals.rightNotHeld(refused)
}

/** What somebody may do besides everyday work: to take it away, or their place, wants the same rights. */
export function checkAbove(actor: Actor, rights: readonly Right[]): Refusal | undefined {
  return checkGiven(actor, rights, false)
}

export function checkKnownRights(rights: readonly string[]): Refusal | undefined {
  const strange = rights.find((right) => !isRight(right))
  return strange === undefined ? undefined : directoryRefusals.unknownRight(strange)
}

/** With `after` in place of `before`, is there still somebody who manages people? */
export function checkLastAdmin(
  directory: DirectoryView,
  before: DirectoryEntry,
  after: DirectoryEntry,
): Refusal | undefined {
  const rightsIn = (entry: DirectoryEntry) => (entry.kind === 'role' ? entry.rights : directory.rightsOf(entry))
  if (!rightsIn(before).includes('people.manage')) return undefined
  const roleOf = ({ roleId }: DirectoryEntry) => (roleId === after.id ? after : directory.get('role', roleId))
  const isAdminThen = (agent: DirectoryEntry) => {
    const then = agent.id === after.id ? after : agent
    return effectiveRights(then, roleOf(then)).includes('people.manage')
  }
  const agents = directory.all('agent')
  if (agents.some(isAdminThen)) return undefined
  return agents.some((agent) => directory.rightsOf(agent).includes('people.manage'))
    ? directoryRefusals.lastAdmin()
    : undefined
}
