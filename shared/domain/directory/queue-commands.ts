import { z } from 'zod'
import { languageTag, text } from '../../schema/fields.ts'
import { defineAdding, defineChanging, entryId, entryName } from './define-directory-command.ts'

const languages = () => z.array(languageTag().min(2)).max(30)
const reopensTo = () => z.enum(['assignee', 'queue'])
const skillIds = () => z.array(entryId()).max(50)

/** `brandId` is empty for a queue of all brands. A queue stays with its brand: what waits in it belongs there. */
export const addQueue = defineAdding({
  type: 'queue.add',
  kind: 'queue',
  right: 'workplace.manage',
  args: z.strictObject({
    id: entryId(),
    name: entryName(),
    brandId: text(36),
    languages: languages(),
    skillIds: skillIds(),
    /** Who gets a resolved conversation when its customer writes again. */
    reopensTo: reopensTo().optional(),
  }),
  entry: ({ id: _, brandId, reopensTo: back, ...given }, { organisationId }) => ({
    ...given,
    ...(back ? { reopensTo: back } : {}),
    brandId,
    parentId: brandId === '' ? organisationId : brandId,
  }),
})

export const changeQueue = defineChanging({
  type: 'queue.change',
  kind: 'queue',
  right: 'workplace.manage',
  args: z.strictObject({
    id: entryId(),
    name: entryName().optional(),
    languages: languages().optional(),
    skillIds: skillIds().optional(),
    reopensTo: reopensTo().optional(),
  }),
  change: ({ id: _, ...given }) => ({ ...given }) as object,
})

export const addSkill = defineAdding({
  type: 'skill.add',
  kind: 'skill',
  right: 'workplace.manage',
  args: z.strictObject({ id: entryId(), name: entryName() }),
  entry: ({ name }, { organisationId }) => ({ name, parentId: organisationId }),
})

export const changeSkill = defineChanging({
  type: 'skill.change',
  kind: 'skill',
  right: 'workplace.manage',
  args: z.strictObject({ id: entryId(), name: entryName() }),
  change: ({ name }) => ({ name }),
})
