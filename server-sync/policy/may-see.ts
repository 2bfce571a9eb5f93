import type { Actor } from '#shared/domain/command.ts'
import type { SyncedCollection } from '#shared/domain/entities.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import type { Asker, Facts } from './condition.ts'
import { askerOf, may } from './may.ts'

/** For whom rows are read: an agent at their desk. Snapshots, the feed and pushes all ask for one. */
export interface Viewer {
  readonly agentId: string
  readonly organisationId: string
  readonly brandIds: readonly string[]
  readonly rights: readonly Right[]
  readonly replicaId: string
}

/** A feed entry, as far as it matters who may see it. */
export interface Seen {
  readonly organisationId: string
  readonly brandId: string
  /** Set for what concerns one replica alone. */
  readonly replicaId: string | null
  /** Null for what tells of no row. */
  readonly collection: SyncedCollection | null
}

export const actorOfViewer = ({ agentId, organisationId, brandIds, rights }: Viewer): Actor => ({
  kind: 'agent',
  id: agentId,
  organisationId,
  brandIds,
  rights,
})

export const maySeeEntry = (viewer: Viewer, entry: Seen): boolean => may(askerFor(viewer), 'see', 'feed', entry)

/** Of any table, by what the policies look at in a row. */
export const mayViewerSee = (viewer: Viewer, table: string, facts: Facts): boolean =>
  may(askerFor(viewer), 'see', table, facts)

export const maySeeRow = (viewer: Viewer, collection: SyncedCollection, row: object): boolean =>
  may(askerFor(viewer), 'see', collection, row)

const askers = new WeakMap<Viewer, Asker>()

function askerFor(viewer: Viewer): Asker {
  const known = askers.get(viewer) ?? askerOf(actorOfViewer(viewer), viewer.replicaId)
  askers.set(viewer, known)
  return known
}
