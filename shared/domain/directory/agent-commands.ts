import { z } from 'zod'
import { languageTag, text } from '../../schema/fields.ts'
import { checkAbove, checkGiven, checkLastAdmin } from './check-rights.ts'
import { type DirectoryRules, defineAdding, defineChanging, entryId, entryName } from './define-directory-command.ts'
import type { DirectoryEntry } from './directory-entry.ts'
import { effectiveRights } from './effective-rights.ts'
import { directoryRefusals } from './refusals.ts'

const fields = {
  name: entryName(),
  email: text(200).min(3),
  role: z.enum(['agent', 'lead', 'admin']),
  roleId: text(36),
  teamId: text(36),
  brandIds: z.array(entryId()).max(50),
  skillIds: z.array(entryId()).max(50),
  languages: z.array(languageTag().min(2)).max(30),
  /** Empty: their site's. */
  timeZone: text(60),
}

export const addAgent = defineAdding({
  type: 'agent.add',
  kind: 'agent',
  right: 'people.manage',
  args: z.strictObject({ id: entryId(), ...fields }),
  entry: ({ id: _, teamId, ...given }) => ({ ...given, parentId: teamId }),
  check: (agent, { directory, actor }) => checkGiven(actor, directory.rightsOf(agent), false),
})

export const changeAgent = defineChanging({
  type: 'agent.change',
  kind: 'agent',
  right: 'people.manage',
  args: z.strictObject({ id: entryId(), ...z.strictObject(fields).partial().shape }),
  change: ({ id: _, teamId, ...given }) => ({ ...given, parentId: teamId }) as object,
  check: checkChange,
})

export const leaveAgent = defineChanging({
  type: 'agent.leave',
  kind: 'agent',
  right: 'people.manage',
  args: z.strictObject({ id: entryId() }),
  change: () => ({ isActive: false }),
  check: checkChange,
})

/** Somebody who left comes back, as who they were. */
export const returnAgent = defineChanging({
  type: 'agent.return',
  kind: 'agent',
  right: 'people.manage',
  args: z.strictObject({ id: entryId() }),
  change: () => ({ isActive: true }),
  check: checkChange,
})

/** Who changes somebody has to hold what that person gains and, besides everyday work, all that they had. */
function checkChange(after: DirectoryEntry, before: DirectoryEntry, { directory, actor }: DirectoryRules) {
  const roleOf = ({ roleId }: DirectoryEntry) => directory.get('role', roleId)
  const had = effectiveRights(before, roleOf(before))
  const gained = effectiveRights(after, roleOf(after)).filter((right) => !had.includes(right))
  const isSelf = actor.kind === 'agent' && actor.id === after.id
  if (isSelf && after.brandIds.some((id) => !before.brandIds.includes(id))) return directoryRefusals.notForYourself()
  return checkAbove(actor, had) ?? checkGiven(actor, gained, isSelf) ?? checkLastAdmin(directory, before, after)
}
