import type { Database } from '../db/database.ts'
import { type Viewer, actorOfViewer, maySeeRow } from '../policy/may-see.ts'

/** A conversation, and what of it decides who may see it. None of that ever changes. */
export interface ConversationPlace {
  readonly id: string
  readonly organisationId: string
  readonly brandId: string
}

export interface ConversationPlaces {
  /** Those of them that there are and that the viewer may see. */
  seenBy(viewer: Viewer, ids: readonly string[]): Promise<readonly ConversationPlace[]>
}

const keptMax = 20_000

export function createConversationPlaces(database: Pick<Database, 'query'>): ConversationPlaces {
  const kept = new Map<string, ConversationPlace>()
  return {
    async seenBy(viewer, ids) {
      const unknown = ids.filter((id) => !kept.has(id))
      const found =
        unknown.length === 0
          ? []
          : await database.query<ConversationPlace>(
              `SELECT id, organisation_id AS "organisationId", brand_id AS "brandId" FROM conversation WHERE id = ANY($1)`,
              [unknown],
              { actor: actorOfViewer(viewer), replicaId: viewer.replicaId },
            )
      if (kept.size > keptMax) kept.clear()
      for (const place of found) kept.set(place.id, place)
      return ids.flatMap((id) => {
        const place = kept.get(id) ?? found.find((each) => each.id === id)
        return place && maySee(viewer, place) ? [place] : []
      })
    },
  }
}

export const maySee = (viewer: Viewer, place: ConversationPlace) => maySeeRow(viewer, 'conversation', place)
