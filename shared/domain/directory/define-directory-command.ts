import type { z } from 'zod'
import type { Refusal } from '../../kit/refusal.ts'
import { text } from '../../schema/fields.ts'
import { type Actor, applied, type CommandDefinition, defineCommand, refused, unchanged } from '../command.ts'
import { blankEntry } from './blank-entry.ts'
import { checkEntry } from './check-entry.ts'
import type { DirectoryEntry, DirectoryKind } from './directory-entry.ts'
import type { DirectoryView } from './directory-view.ts'
import { directoryRefusals } from './refusals.ts'
import type { Right } from './rights.ts'

export const entryId = () => text(36).min(1)
export const entryName = () => text(120).min(1)

interface Subject {
  readonly id: string
}

export interface DirectoryRules {
  readonly directory: DirectoryView
  readonly actor: Actor
}

interface Adding<Type extends string, Args extends z.ZodType> {
  readonly type: Type
  readonly kind: Exclude<DirectoryKind, 'organisation'>
  readonly right: Right
  readonly args: Args
  readonly entry: (args: z.infer<Args>, actor: Actor) => Partial<DirectoryEntry> & Pick<DirectoryEntry, 'name'>
  readonly check?: (entry: DirectoryEntry, rules: DirectoryRules) => Refusal | undefined
}

/** A command that brings an entry into being. Done twice with the same id and words, it is done once. */
export function defineAdding<const Type extends string, Args extends z.ZodType<Subject>>({
  type,
  kind,
  right,
  args,
  entry,
  check,
}: Adding<Type, Args>): CommandDefinition<Type, Args> {
  return defineCommand({
    type,
    version: 1,
    actors: ['agent', 'system'],
    readsDirectory: true,
    args,
    reads: ({ id }) => [{ collection: 'directory', id }],
    reduce: (rows, given, { actor }) => {
      if (!mayManage(actor, right)) return refused(directoryRefusals.notAllowed())
      const directory = rows.directory?.()
      if (!directory) return refused(directoryRefusals.notAtHand())
      const organisationId = actor.organisationId as DirectoryEntry['organisationId']
      const added: DirectoryEntry = {
        ...blankEntry(),
        id: given.id,
        organisationId,
        kind,
        ...trimmed(entry(given, actor)),
      }
      const before = rows.get('directory', given.id)
      if (before) return isSame(before, added) ? unchanged : refused(directoryRefusals.alreadyThere(given.id))
      const refusal = checkEntry(directory, added) ?? check?.(added, { directory, actor })
      return refusal ? refused(refusal) : applied({ collection: 'directory', row: added })
    },
  })
}

interface Changing<Type extends string, Args extends z.ZodType> {
  readonly type: Type
  readonly kind: DirectoryKind
  readonly right: Right
  readonly args: Args
  readonly change: (args: z.infer<Args>, before: DirectoryEntry) => Partial<DirectoryEntry>
  readonly check?: (after: DirectoryEntry, before: DirectoryEntry, rules: DirectoryRules) => Refusal | undefined
}

/** A command that changes what it names and leaves the rest: two who change different things keep both. */
export function defineChanging<const Type extends string, Args extends z.ZodType<Subject>>({
  type,
  kind,
  right,
  args,
  change,
  check,
}: Changing<Type, Args>): CommandDefinition<Type, Args> {
  return defineCommand({
    type,
    version: 1,
    actors: ['agent', 'system'],
    readsDirectory: true,
    args,
    reads: ({ id }) => [{ collection: 'directory', id }],
    reduce: (rows, given, { actor }) => {
      if (!mayManage(actor, right)) return refused(directoryRefusals.notAllowed())
      const directory = rows.directory?.()
      if (!directory) return refused(directoryRefusals.notAtHand())
      const before = rows.get('directory', given.id)
      if (before?.kind !== kind) return refused(directoryRefusals.notFound(kind, given.id))
      const after: DirectoryEntry = { ...before, ...trimmed(change(given, before)) }
      if (isSame(before, after)) return unchanged
      const refusal = checkEntry(directory, after) ?? check?.(after, before, { directory, actor })
      return refusal ? refused(refusal) : applied({ collection: 'directory', row: after })
    },
  })
}

const mayManage = (actor: Actor, right: Right) => actor.kind === 'system' || actor.rights.includes(right)

/** What was given, without what was left out: an absent field stays as it is. */
function trimmed<Given extends Partial<DirectoryEntry>>(given: Given): Given {
  const kept = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [
      field,
      (field === 'name' || field === 'email') && typeof value === 'string' ? value.trim() : value,
    ])
  return Object.fromEntries(kept) as Given
}

function isSame(one: DirectoryEntry, other: DirectoryEntry): boolean {
  return (Object.keys(other) as (keyof DirectoryEntry)[]).every(
    (field) => field === 'rev' || JSON.stringify(one[field]) === JSON.stringify(other[field]),
  )
}
