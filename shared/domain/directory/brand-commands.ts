import { z } from 'zod'
import { languageTag } from '../../schema/fields.ts'
import { chatSettingsSchema } from './chat-settings.ts'
import { isTimeZone } from './check-entry.ts'
import { defineAdding, defineChanging, entryId, entryName } from './define-directory-command.ts'
import { directoryRefusals } from './refusals.ts'

const languages = () => z.array(languageTag().min(2)).min(1).max(30)

/** Its row is in its own scope: only those who serve a brand know of it. */
export const addBrand = defineAdding({
  type: 'brand.add',
  kind: 'brand',
  right: 'workplace.manage',
  args: z.strictObject({ id: entryId(), name: entryName(), languages: languages() }),
  entry: ({ id, name, languages: spoken }, { organisationId }) => ({
    name,
    brandId: id,
    parentId: organisationId,
    languages: spoken,
  }),
})

export const changeBrand = defineChanging({
  type: 'brand.change',
  kind: 'brand',
  right: 'workplace.manage',
  args: z.strictObject({
    id: entryId(),
    name: entryName().optional(),
    languages: languages().optional(),
    /** Null: as if nothing had been said. */
    chat: chatSettingsSchema.nullable().optional(),
  }),
  change: ({ id: _, ...given }) => ({ ...given }) as object,
  check: ({ chat }) =>
    chat?.hours && !isTimeZone(chat.hours.timeZone)
      ? directoryRefusals.unknownTimeZone(chat.hours.timeZone)
      : undefined,
})
