import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { withMentioned } from '#shared/domain/conversation/standing.ts'
import { withValue } from '#shared/domain/field/value-of.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { agents } from '../directory/agents.ts'
import { reasons } from '../directory/field-rows.ts'
import { createSeededRandom } from '../seeded-random.ts'

interface Played {
  readonly conversation: Conversation
  readonly entries: readonly TimelineEntry[]
}

const linkedPairs = 4

/** What colleagues do besides writing: they name each other in notes, fill in fields, link what belongs together. */
export function withLife(played: readonly Played[]): readonly Played[] {
  const lived = played.map(withMentions).map(withFields)
  const open = lived.filter(({ conversation }) => conversation.status === 'open')
  const pairs = Array.from({ length: linkedPairs }, (_, index) => {
    const one = open[index * 5]
    const other = open
      .slice(index * 5 + 1)
      .find(({ conversation }) => conversation.brandId === one?.conversation.brandId)
    return one && other ? [one.conversation.id, other.conversation.id] : []
  })
  return lived.map((each) => {
    const pair = pairs.find((ids) => ids.includes(each.conversation.id))
    const other = pair?.find((id) => id !== each.conversation.id)
    return other === undefined ? each : linked(each, other)
  })
}

/** Every third note is meant for somebody: the first two of the demonstration's agents who serve the brand are asked. */
function withMentions({ conversation, entries }: Played): Played {
  const random = createSeededRandom(`mentions ${conversation.id}`)
  const note = entries.findLast(({ kind }) => kind === 'note')
  if (!note || conversation.status !== 'open' || !random.chance(0.6)) return { conversation, entries }
  const named = agents
    .filter((agent) => (agent.brands as readonly string[]).includes(conversation.brandId) && agent.role !== 'admin')
    .map(({ id }): string => id)
    .filter((id) => id !== note.authorId)
    .slice(0, 2)
  return {
    conversation: withMentioned(conversation, named),
    entries: entries.map((entry) => (entry === note ? { ...entry, mentions: named } : entry)),
  }
}

function withFields({ conversation, entries }: Played): Played {
  const random = createSeededRandom(`fields ${conversation.id}`)
  if (!random.chance(0.5)) return { conversation, entries }
  const reason = withValue(conversation.fields, 'field-reason', random.pick([...reasons]))
  const fields = random.chance(0.2) ? withValue(reason, 'field-call-back', true) : reason
  return { conversation: { ...conversation, fields }, entries }
}

function linked({ conversation, entries }: Played, otherId: string): Played {
  const last = entries.at(-1)
  if (!last) throw new Error(`${conversation.id} is empty`)
  const number = last.number + 1
  const event: TimelineEntry = {
    ...last,
    id: `${last.id.slice(0, -2)}${String(number).padStart(2, '0')}` as TimelineEntry['id'],
    number,
    kind: 'event',
    authorKind: 'agent',
    authorId: conversation.assigneeId ?? 'agent-amara',
    text: '',
    language: '',
    event: { type: 'linked', subjectId: otherId },
    mentions: [],
    deliveryState: 'none',
  }
  return {
    conversation: { ...conversation, linkedIds: [otherId], lastNumber: number },
    entries: [...entries, event],
  }
}
