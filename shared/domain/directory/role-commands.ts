import { z } from 'zod'
import { text } from '../../schema/fields.ts'
import { checkGiven, checkKnownRights, checkLastAdmin } from './check-rights.ts'
import { defineAdding, defineChanging, entryId, entryName } from './define-directory-command.ts'

const rights = () => z.array(text(40).min(1)).max(40)

/** A named set of rights that the organisation makes for itself. */
export const addRole = defineAdding({
  type: 'role.add',
  kind: 'role',
  right: 'people.manage',
  args: z.strictObject({ id: entryId(), name: entryName(), rights: rights() }),
  entry: ({ name, rights: given }, { organisationId }) => ({ name, rights: given, parentId: organisationId }),
  check: (role, { actor }) => checkKnownRights(role.rights) ?? checkGiven(actor, role.rights, false),
})

export const changeRole = defineChanging({
  type: 'role.change',
  kind: 'role',
  right: 'people.manage',
  args: z.strictObject({ id: entryId(), name: entryName().optional(), rights: rights().optional() }),
  change: ({ id: _, ...given }) => ({ ...given }) as object,
  check: (after, before, { directory, actor }) => {
    const gained = after.rights.filter((right) => !before.rights.includes(right))
    const lost = before.rights.filter((right) => !after.rights.includes(right))
    const isOwn = directory.get('agent', actor.id)?.roleId === after.id
    return (
      checkKnownRights(gained) ??
      checkGiven(actor, gained, isOwn) ??
      checkGiven(actor, lost, false) ??
      checkLastAdmin(directory, before, after)
    )
  },
})
