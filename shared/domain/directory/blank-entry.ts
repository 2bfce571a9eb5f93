import type { DirectoryEntry } from './directory-entry.ts'

/** What an entry has where its kind has nothing to say. */
export const blankEntry = (): Omit<DirectoryEntry, 'id' | 'organisationId' | 'kind' | 'name'> => ({
  brandId: '',
  rev: 0,
  parentId: '',
  email: '',
  role: '',
  languages: [],
  brandIds: [],
  timeZone: '',
  skillIds: [],
  roleId: '',
  rights: [],
  reopensTo: '',
  field: null,
  chat: null,
  view: null,
  isActive: true,
})
