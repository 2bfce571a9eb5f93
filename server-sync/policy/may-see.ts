/** For whom rows are read: snapshots, the feed and pushes all ask this one rule. */
export interface Viewer {
  readonly organisationId: string
  readonly brandIds: readonly string[]
  readonly replicaId: string
}

export interface Seen {
  readonly organisationId: string
  readonly brandId: string
  /** Set for what concerns one replica alone. */
  readonly replicaId: string | null
}

/** A viewer sees what belongs to the whole organisation or to a brand they serve, and only their own desk's cursor. */
export function maySee(viewer: Viewer, { organisationId, brandId, replicaId }: Seen): boolean {
  if (organisationId !== viewer.organisationId) return false
  if (replicaId !== null) return replicaId === viewer.replicaId
  return brandId === '' || viewer.brandIds.includes(brandId)
}
