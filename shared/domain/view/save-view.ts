import { z } from 'zod'
import { text } from '../../schema/fields.ts'
import { type Actor, applied, defineCommand, refused, unchanged } from '../command.ts'
import { blankEntry } from '../directory/blank-entry.ts'
import type { DirectoryEntry } from '../directory/directory-entry.ts'
import { directoryRefusals } from '../directory/refusals.ts'
import { viewFilterSchema } from './view-filter.ts'

const id = () => text(36).min(1)

/**
 * Keep a look at the conversations under a name: for oneself, or for one's team. Whoever saved it changes it; what is shared also
 * whoever may direct. Runs without the whole directory, so that it works where there is no server at hand.
 */
export const saveView = defineCommand({
  type: 'view.save',
  version: 1,
  actors: ['agent'],
  args: z.strictObject({
    id: id(),
    name: text(120).min(1),
    view: z.strictObject({
      /** Empty: one's own. */
      teamId: text(36),
      filter: viewFilterSchema,
    }),
  }),
  reads: ({ id: viewId, view: { teamId } }) => [
    { collection: 'directory', id: viewId },
    ...(teamId === '' ? [] : [{ collection: 'directory' as const, id: teamId }]),
  ],
  reduce: (rows, given, { actor }) => {
    const name = given.name.trim()
    if (name === '') return refused(directoryRefusals.nameEmpty())
    const before = rows.get('directory', given.id)
    if (before && before.kind !== 'view') return refused(directoryRefusals.notFound('view', given.id))
    if (before && !mayChange(before, actor)) return refused(directoryRefusals.notAllowed())
    const { teamId } = given.view
    if (teamId !== '' && rows.get('directory', teamId)?.kind !== 'team') {
      return refused(directoryRefusals.notFound('team', teamId))
    }
    const row: DirectoryEntry = {
      ...(before ?? { ...blankEntry(), id: given.id, kind: 'view', parentId: actor.id }),
      organisationId: actor.organisationId as DirectoryEntry['organisationId'],
      name,
      view: given.view,
      isActive: true,
    }
    const isSame =
      before?.isActive && before.name === name && JSON.stringify(before.view) === JSON.stringify(given.view)
    return isSame ? unchanged : applied({ collection: 'directory', row })
  },
})

/** It is shown to nobody any more. The row stays, so that it can be had back. */
export const removeView = defineCommand({
  type: 'view.remove',
  version: 1,
  actors: ['agent'],
  args: z.strictObject({ id: id() }),
  reads: (given) => [{ collection: 'directory', id: given.id }],
  reduce: (rows, given, { actor }) => {
    const before = rows.get('directory', given.id)
    if (before?.kind !== 'view') return refused(directoryRefusals.notFound('view', given.id))
    if (!mayChange(before, actor)) return refused(directoryRefusals.notAllowed())
    return before.isActive ? applied({ collection: 'directory', row: { ...before, isActive: false } }) : unchanged
  },
})

const mayChange = ({ parentId, view }: DirectoryEntry, actor: Actor) =>
  parentId === actor.id || (view?.teamId !== '' && actor.rights.includes('conversation.direct'))
