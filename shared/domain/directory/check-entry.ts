import type { Refusal } from '../../kit/refusal.ts'
import type { DirectoryEntry, DirectoryKind } from './directory-entry.ts'
import type { DirectoryView } from './directory-view.ts'
import { directoryRefusals } from './refusals.ts'

/** What must hold of every entry, whoever writes it. `undefined`: all of it does. */
export function checkEntry(directory: DirectoryView, entry: DirectoryEntry): Refusal | undefined {
  if (entry.name.trim() === '') return directoryRefusals.nameEmpty()
  if (entry.kind !== 'agent' && isAnother(directory.byName(entry), entry))
    return directoryRefusals.nameTaken(entry.name)
  return (
    checkWords(entry) ??
    checkEmail(directory, entry) ??
    checkKnown(directory, 'brand', entry.brandIds) ??
    checkKnown(directory, 'skill', entry.skillIds) ??
    checkKnown(directory, 'role', entry.roleId === '' ? [] : [entry.roleId]) ??
    checkParent(directory, entry)
  )
}

const isAnother = (found: DirectoryEntry | undefined, { id }: DirectoryEntry) => found !== undefined && found.id !== id

function checkWords({ languages, timeZone }: DirectoryEntry): Refusal | undefined {
  const strange = languages.find((language) => !isLanguage(language))
  if (strange !== undefined) return directoryRefusals.unknownLanguage(strange)
  if (timeZone !== '' && !isTimeZone(timeZone)) return directoryRefusals.unknownTimeZone(timeZone)
  return undefined
}

function checkEmail(directory: DirectoryView, entry: DirectoryEntry): Refusal | undefined {
  if (entry.kind !== 'agent') return undefined
  if (!/^[^\s@"<>,;]+@[^\s@"<>,;]+$/.test(entry.email)) return directoryRefusals.emailWrong(entry.email)
  return isAnother(directory.byEmail(entry.email), entry) ? directoryRefusals.emailTaken(entry.email) : undefined
}

function checkParent(directory: DirectoryView, { kind, parentId, organisationId }: DirectoryEntry) {
  if (kind === 'team') return checkKnown(directory, 'site', [parentId])
  if (kind === 'agent') return checkKnown(directory, 'team', parentId === '' ? [] : [parentId])
  // Empty in rows from before queues had a parent.
  if (kind === 'queue' && parentId !== organisationId && parentId !== '')
    return checkKnown(directory, 'brand', [parentId])
  return undefined
}

function checkKnown(directory: DirectoryView, what: DirectoryKind, ids: readonly string[]): Refusal | undefined {
  const strange = ids.find((id) => !directory.get(what, id))
  return strange === undefined ? undefined : directoryRefusals.notFound(what, strange)
}

export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
