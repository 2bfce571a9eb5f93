import { count, id, text } from '../schema/fields.ts'

/** What every replicated row carries. `rev` grows by one with each write on the server; replicas ignore older ones. */
export const syncedFields = {
  id: text(36).min(1),
  organisationId: id('OrganisationId'),
  /** Empty: belongs to the whole organisation. Scope and, later, keys follow the brand. */
  brandId: text(36),
  rev: count(),
}

/** These stay readable at rest in every synced entity. */
export const syncedClear = ['brandId', 'rev'] as const
