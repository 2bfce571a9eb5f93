import { z } from 'zod'
import { applied, defineCommand, refused, unchanged } from '../command.ts'
import { blankEntry } from './blank-entry.ts'
import { defineChanging, entryId, entryName } from './define-directory-command.ts'
import type { DirectoryEntry } from './directory-entry.ts'
import { directoryRefusals } from './refusals.ts'

/** Only whoever runs the server founds an organisation. The actor is of the organisation that comes into being. */
export const addOrganisation = defineCommand({
  type: 'organisation.add',
  version: 1,
  actors: ['system'],
  args: z.strictObject({ id: entryId(), name: entryName() }),
  reads: ({ id }) => [{ collection: 'directory', id }],
  reduce: (rows, { id, name }, { actor }) => {
    if (id !== actor.organisationId) return refused(directoryRefusals.notAllowed())
    if (name.trim() === '') return refused(directoryRefusals.nameEmpty())
    const before = rows.get('directory', id)
    if (before) return before.name === name.trim() ? unchanged : refused(directoryRefusals.alreadyThere(id))
    const organisationId = id as DirectoryEntry['organisationId']
    return applied({
      collection: 'directory',
      row: { ...blankEntry(), id, organisationId, kind: 'organisation', name: name.trim() },
    })
  },
})

export const changeOrganisation = defineChanging({
  type: 'organisation.change',
  kind: 'organisation',
  right: 'workplace.manage',
  args: z.strictObject({ id: entryId(), name: entryName() }),
  change: ({ name }) => ({ name }),
})
