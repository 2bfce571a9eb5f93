import { z } from 'zod'
import { text } from '../../schema/fields.ts'
import { fieldTextMax } from '../field/field-limits.ts'
import { type DirectoryEntry, choicesMax, fieldTypes } from './directory-entry.ts'
import { defineAdding, defineChanging, entryId, entryName } from './define-directory-command.ts'
import { directoryRefusals } from './refusals.ts'

const choices = () => z.array(text(fieldTextMax).min(1)).max(choicesMax)
const brandIds = () => z.array(entryId()).max(50)

/** A field of the organisation's own. What it holds and where stays; only its words, choices and brands change. */
export const addField = defineAdding({
  type: 'field.add',
  kind: 'field',
  right: 'workplace.manage',
  args: z.strictObject({
    id: entryId(),
    name: entryName(),
    about: z.enum(['conversation', 'customer']),
    type: z.enum(fieldTypes),
    choices: choices(),
    brandIds: brandIds(),
  }),
  entry: ({ id: _, about, type, choices: given, ...rest }, { organisationId }) => ({
    ...rest,
    field: { about, type, choices: given },
    parentId: organisationId,
  }),
  check: checkChoices,
})

/** What rows hold of a choice that is gone, or of a field that is used no more, they keep. */
export const changeField = defineChanging({
  type: 'field.change',
  kind: 'field',
  right: 'workplace.manage',
  args: z.strictObject({
    id: entryId(),
    name: entryName().optional(),
    choices: choices().optional(),
    brandIds: brandIds().optional(),
    isActive: z.boolean().optional(),
  }),
  change: ({ id: _, choices: given, ...rest }, before) =>
    ({
      ...rest,
      ...(given && before.field ? { field: { ...before.field, choices: given } } : {}),
    }) as Partial<DirectoryEntry>,
  check: checkChoices,
})

function checkChoices({ field }: DirectoryEntry) {
  if (!field) return directoryRefusals.choicesWrong()
  const isRight =
    field.type === 'choice'
      ? field.choices.length > 0 && new Set(field.choices).size === field.choices.length
      : field.choices.length === 0
  return isRight ? undefined : directoryRefusals.choicesWrong()
}
