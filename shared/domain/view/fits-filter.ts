import type { Instant } from '../../kit/clock.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { notWaiting } from '../conversation/not-waiting.ts'
import { filterableStatuses } from './filterable-statuses.ts'
import type { ViewFilter } from './view-filter.ts'

/** Where it says nothing, everything that is not put away as spam. */
export const statusesOf = ({ statuses }: Pick<ViewFilter, 'statuses'>): readonly ViewFilter['statuses'][number][] =>
  statuses.length > 0 ? statuses : filterableStatuses.filter((status) => status !== 'spam')

/** Whether a view shows a conversation to this agent now. */
export function fitsFilter(filter: ViewFilter, conversation: Conversation, agentId: string, now: Instant): boolean {
  const { status, assigneeId, queueId, brandId, tags, priority, language, waitingSinceAt } = conversation
  const isOneOf = <Value>(list: readonly Value[], value: Value) => list.length === 0 || list.includes(value)
  return (
    statusesOf(filter).some((wanted) => wanted === status) &&
    isOneOf(filter.assignees.map(whose(agentId)), assigneeId) &&
    isOneOf(filter.queueIds, queueId) &&
    isOneOf(filter.brandIds, brandId) &&
    isOneOf(filter.priorities, priority) &&
    isOneOf(filter.languages, language) &&
    (filter.tags.length === 0 || filter.tags.some((tag) => tags.includes(tag))) &&
    (filter.waitsLongerMs === null || (waitingSinceAt !== notWaiting && now - waitingSinceAt > filter.waitsLongerMs))
  )
}

const whose = (agentId: string) => (assignee: string) =>
  assignee === 'me' ? agentId : assignee === 'nobody' ? null : assignee
