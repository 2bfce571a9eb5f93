import type { RowWrite } from '#shared/domain/command.ts'
import { blankEntry } from '#shared/domain/directory/blank-entry.ts'
import type { SyncedRows } from '#shared/domain/entities.ts'
import { conversationRow } from '../../../server-sync/testing/workplace.ts'
import { markers } from '../oracle/planted.ts'

/** Rows that agent Ana (organisation org-1, brand brand-a) and the customers of brand-a may neither see nor change. */
export const foreignRows: readonly RowWrite[] = [
  {
    collection: 'directory',
    row: {
      ...blankEntry(),
      id: 'brand-of-org-2',
      organisationId: 'org-2' as SyncedRows['directory']['organisationId'],
      kind: 'brand',
      name: markers.otherOrganisation,
    },
  },
  ...rowsOf('org-2', 'brand-of-org-2', 'of-org-2', markers.otherOrganisation),
  ...rowsOf('org-1', 'brand-b', 'b', markers.otherBrand),
]

function rowsOf(organisationId: string, brandId: string, name: string, marker: string): RowWrite[] {
  const ours = { organisationId: organisationId as SyncedRows['conversation']['organisationId'] }
  const conversationId = `conversation-${name}`
  const customerId = `customer-${name}` as SyncedRows['customer']['id']
  return [
    // The workplace has one of brand-b already.
    ...(name === 'b'
      ? []
      : [conversationRow(conversationId, brandId, { ...ours, customerId, subject: marker, snippet: marker })]),
    conversationRow(`${conversationId}-too`, brandId, { ...ours, customerId, subject: marker, snippet: marker }),
    {
      collection: 'timeline',
      row: {
        id: `entry-${name}` as SyncedRows['timeline']['id'],
        ...ours,
        brandId,
        rev: 0,
        conversationId: conversationId as SyncedRows['timeline']['conversationId'],
        number: 1,
        kind: 'message',
        authorKind: 'customer',
        authorId: customerId,
        text: marker,
        language: 'en',
        event: null,
        deliveryState: 'none',
        dueAt: 0,
        mentions: [],
        attachments: [],
        undo: null,
        collidedWith: null,
        createdAt: 1,
      },
    },
    {
      collection: 'customer',
      row: {
        id: customerId,
        ...ours,
        brandId,
        rev: 0,
        name: marker,
        email: '',
        phone: '',
        language: 'en',
        country: 'DE',
        city: marker,
        timeZone: 'UTC',
        tier: 'gold',
        identities: [],
        about: marker,
        customerSinceAt: 1,
        orderCount: 0,
        spentMinor: 0,
        currency: 'EUR',
        fields: [],
        mergedIntoId: null,
      },
    },
  ] as RowWrite[]
}
