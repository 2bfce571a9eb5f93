import type { Channel } from '#shared/domain/conversation/conversation.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { Instant } from '#shared/kit/clock.ts'
import { type SeededRandom, createSeededRandom } from '../seeded-random.ts'
import type { PlannedConversation } from './planned-conversation.ts'

/** One line of a timeline with its time, its slots not yet filled. */
export type TimedStep = Pick<TimelineEntry, 'kind' | 'authorKind' | 'authorId' | 'text' | 'event'> & {
  readonly at: Instant
}

type Pace = Readonly<Record<'customer' | 'agent' | 'routing' | 'note', readonly [number, number]>>

/** Seconds that pass before each kind of step. */
const live: Pace = { customer: [20, 170], agent: [35, 190], routing: [4, 30], note: [20, 90] }
const messaging: Pace = { customer: [60, 1_500], agent: [120, 900], routing: [20, 200], note: [40, 300] }
const letters: Pace = { customer: [2_400, 40_000], agent: [1_800, 16_000], routing: [120, 900], note: [200, 1_500] }

const paces: Record<Channel, Pace> = {
  chat: live,
  phone: live,
  whatsapp: messaging,
  messenger: messaging,
  instagram: messaging,
  sms: messaging,
  email: letters,
}

type Untimed = Omit<TimedStep, 'at'> & { readonly gapMs: number }

/** Lays the steps out so that the last one happened `agoMs` before `now`. */
export function timeTurns(conversation: PlannedConversation, now: Instant): readonly TimedStep[] {
  const steps = untimedSteps(conversation, createSeededRandom(`times ${conversation.id}`))
  const lengthMs = steps.reduce((sum, step) => sum + step.gapMs, 0)
  let at = now - conversation.agoMs - lengthMs
  return steps.map(({ gapMs, ...step }) => {
    at += gapMs
    return { ...step, at }
  })
}

function untimedSteps(conversation: PlannedConversation, random: SeededRandom): readonly Untimed[] {
  const pace = paces[conversation.channel]
  const steps: Untimed[] = []
  let assignee: string | null = null
  let extraMs = 0

  const push = (who: keyof Pace, step: Omit<TimedStep, 'at'>) => {
    const [min, max] = pace[who]
    // What opens a conversation is its first message.
    const paceMs = steps.length < 2 ? steps.length * 400 : random.between(min, max) * 1000
    steps.push({ ...step, gapMs: paceMs + extraMs })
    extraMs = 0
  }
  const happen = (type: NonNullable<TimedStep['event']>['type'], subjectId = '', by: string | null = null) =>
    push('routing', {
      kind: 'event',
      authorKind: by === null ? 'system' : 'agent',
      authorId: by ?? 'system',
      text: '',
      event: { type, subjectId },
    })
  const assign = (agentId: string, by: string | null = null) => {
    assignee = agentId
    happen('assigned', agentId, by)
  }

  happen('opened')
  for (const turn of conversation.turns) {
    const isByAssignee = turn[0] === 'agent' || (turn[0] === 'note' && turn[2] === undefined)
    if (isByAssignee && assignee === null && conversation.by) assign(conversation.by)
    switch (turn[0]) {
      case 'customer':
        push('customer', {
          kind: 'message',
          authorKind: 'customer',
          authorId: conversation.customer.id,
          text: turn[1],
          event: null,
        })
        break
      case 'bot':
        push('routing', { kind: 'message', authorKind: 'bot', authorId: 'bot', text: turn[1], event: null })
        break
      case 'agent':
      case 'note': {
        const author: string | null = (turn[0] === 'note' ? turn[2] : undefined) ?? assignee
        if (author === null) throw new Error(`${conversation.id}: nobody to write "${turn[1]}"`)
        const kind = turn[0] === 'note' ? 'note' : 'message'
        push(turn[0], { kind, authorKind: 'agent', authorId: author, text: turn[1], event: null })
        break
      }
      case 'assigned':
        assign(turn[1], assignee)
        break
      case 'later':
        extraMs += turn[1] * 3_600_000
        break
      case 'resolved':
      case 'reopened':
        happen(turn[0], '', turn[0] === 'resolved' ? assignee : null)
        break
    }
  }
  if (assignee === null && conversation.by) assign(conversation.by)
  if (conversation.status === 'resolved') happen('resolved', '', assignee)
  return steps
}
