import { z } from 'zod'
import { text } from '../../schema/fields.ts'
import { defineAdding, defineChanging, entryId, entryName } from './define-directory-command.ts'

const timeZone = () => text(60).min(1)

export const addSite = defineAdding({
  type: 'site.add',
  kind: 'site',
  right: 'workplace.manage',
  args: z.strictObject({ id: entryId(), name: entryName(), timeZone: timeZone() }),
  entry: ({ name, timeZone: zone }, { organisationId }) => ({ name, timeZone: zone, parentId: organisationId }),
})

export const changeSite = defineChanging({
  type: 'site.change',
  kind: 'site',
  right: 'workplace.manage',
  args: z.strictObject({ id: entryId(), name: entryName().optional(), timeZone: timeZone().optional() }),
  change: ({ id: _, ...given }) => ({ ...given }) as object,
})

export const addTeam = defineAdding({
  type: 'team.add',
  kind: 'team',
  right: 'people.manage',
  args: z.strictObject({ id: entryId(), name: entryName(), siteId: entryId() }),
  entry: ({ name, siteId }) => ({ name, parentId: siteId }),
})

export const changeTeam = defineChanging({
  type: 'team.change',
  kind: 'team',
  right: 'people.manage',
  args: z.strictObject({ id: entryId(), name: entryName().optional(), siteId: entryId().optional() }),
  change: ({ name, siteId }) => ({ name, parentId: siteId }) as object,
})
