import { z } from 'zod'
import { languageTag, text } from '../../schema/fields.ts'
import { priorities } from '../conversation/priorities.ts'
import { filterableStatuses } from './filterable-statuses.ts'

const ids = () => z.array(text(36).min(1)).max(30)

/** Which conversations a view shows: of each list one, or any where it is empty; and all of it at once. */
export const viewFilterSchema = z.strictObject({
  statuses: z.array(z.enum(filterableStatuses)).max(filterableStatuses.length),
  /** `me`: whoever looks. `nobody`: nobody's. */
  assignees: ids(),
  queueIds: ids(),
  brandIds: ids(),
  tags: z.array(text(40).min(1)).max(30),
  priorities: z.array(z.enum(priorities)).max(priorities.length),
  languages: z.array(languageTag().min(1)).max(30),
  /** Their customer waits longer than this; null: whether anybody waits or not. */
  waitsLongerMs: z.int().min(0).max(31_536_000_000).nullable(),
})
export type ViewFilter = z.infer<typeof viewFilterSchema>
