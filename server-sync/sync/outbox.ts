import type { RowWrite } from '#shared/domain/command.ts'
import { syncedEntities } from '#shared/domain/entities.ts'
import type { AnyEntity, Root } from '#shared/schema/define-entity.ts'
import type { CursorEntry, RowEntry } from '#shared/sync/feed.ts'
import type { Seen } from '../policy/may-see.ts'

/** A feed entry that has no number yet, and who may see it. */
export interface OutboxEntry extends Seen {
  readonly entry: Omit<RowEntry, 'seq'> | Omit<CursorEntry, 'seq'>
}

export function rowEntry({ collection, row }: RowWrite): OutboxEntry {
  const root = (syncedEntities[collection] as AnyEntity).root?.(row as never) as Root
  return {
    organisationId: row.organisationId,
    brandId: row.brandId,
    replicaId: null,
    collection,
    entry: { kind: 'row', collection, rootKind: root.kind, rootId: root.id, row: { ...row } },
  }
}

export function cursorEntry(organisationId: string, cursor: Omit<CursorEntry, 'seq' | 'kind'>): OutboxEntry {
  return {
    organisationId,
    brandId: '',
    replicaId: cursor.replicaId,
    collection: null,
    entry: { kind: 'cursor', ...cursor },
  }
}
