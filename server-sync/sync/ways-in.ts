import type { RowWrite } from '#shared/domain/command.ts'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { foldEmail } from '#shared/domain/directory/directory-view.ts'

export interface Change {
  readonly before: RowWrite | undefined
  readonly after: RowWrite
}

/** What a command's rows mean to those who sign in with them. */
export interface WaysIn {
  /** Addresses, as they are compared, that somebody is to sign in with who did not until now. */
  readonly newEmails: readonly string[]
  /** Who is not here any more. */
  readonly left: readonly string[]
}

export function waysInOf(changes: readonly Change[]): WaysIn {
  const agents = changes.flatMap(({ before, after }) => {
    const now = agentOf(after)
    return now ? [{ was: agentOf(before), now }] : []
  })
  return {
    newEmails: agents
      .filter(({ was, now }) => now.email !== '' && now.email !== was?.email)
      .map(({ now }) => foldEmail(now.email)),
    left: agents.filter(({ was, now }) => was?.isActive && !now.isActive).map(({ now }) => now.id),
  }
}

const agentOf = (write: RowWrite | undefined): DirectoryEntry | undefined =>
  write?.collection === 'directory' && write.row.kind === 'agent' ? write.row : undefined
