import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { mayServe } from '#shared/domain/directory/may-serve.ts'
import { notWaiting } from '#shared/domain/conversation/not-waiting.ts'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import type { AgentPresence } from '#shared/sync/presence-protocol.ts'

export interface TeamMember {
  readonly agent: DirectoryEntry
  readonly presence: AgentPresence | undefined
  /** Who waits longest comes first. */
  readonly work: readonly InboxRow[]
  readonly waiting: number
}

interface Given {
  readonly directory: Iterable<DirectoryEntry>
  readonly presences: readonly AgentPresence[]
  /** In the order in which they wait. */
  readonly rows: readonly InboxRow[]
  readonly brandIds: readonly string[]
}

const isWaiting = ({ conversation }: InboxRow) => conversation.waitingSinceAt < notWaiting

/** Whoever works for one of these brands; with whom a customer waits longest comes first, then by name. */
export function teamMembers({ directory, presences, rows, brandIds }: Given): readonly TeamMember[] {
  const presenceOf = new Map(presences.map((presence) => [presence.agentId, presence]))
  const entries = new Map([...directory].map((entry) => [entry.id as string, entry]))
  const serves = (entry: DirectoryEntry, brandId: string) => mayServe(entry, brandId, (id) => entries.get(id))
  const members = [...entries.values()]
    .filter((entry) => entry.isActive && brandIds.some((brandId) => serves(entry, brandId)))
    .map((agent): TeamMember => {
      const work = rows.filter(({ conversation }) => conversation.assigneeId === agent.id)
      return { agent, presence: presenceOf.get(agent.id), work, waiting: work.filter(isWaiting).length }
    })
  const longest = ({ work }: TeamMember) => work[0]?.conversation.waitingSinceAt ?? notWaiting
  return members.toSorted(
    (one, other) => longest(one) - longest(other) || one.agent.name.localeCompare(other.agent.name),
  )
}
