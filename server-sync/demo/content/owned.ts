import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import type { BrandId } from './directory/brands.ts'

const organisationId = 'org-meridian' as DirectoryEntry['organisationId']

/** What every row of the demonstration starts from. The server counts `rev` from its first write. */
export const owned = (brandId: BrandId | '') => ({ organisationId, brandId, rev: 0 }) as const
