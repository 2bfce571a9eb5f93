import { z } from 'zod'
import { defineAdding, defineChanging, entryId, entryName } from './define-directory-command.ts'

/** Why agents are away: a break, a meeting. The organisation's own words. */
export const addAwayReason = defineAdding({
  type: 'away-reason.add',
  kind: 'away-reason',
  right: 'workplace.manage',
  args: z.strictObject({ id: entryId(), name: entryName() }),
  entry: ({ name }, { organisationId }) => ({ name, parentId: organisationId }),
})

/** One that is used no more stays where it was said. */
export const changeAwayReason = defineChanging({
  type: 'away-reason.change',
  kind: 'away-reason',
  right: 'workplace.manage',
  args: z.strictObject({ id: entryId(), name: entryName().optional(), isActive: z.boolean().optional() }),
  change: ({ id: _, ...given }) => ({ ...given }) as object,
})
