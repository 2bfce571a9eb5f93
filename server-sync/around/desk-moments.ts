import type { Moments, UplinkConnection } from '../sync/uplink-connection.ts'
import type { Around } from './around.ts'
import type { ConversationPlaces } from './conversation-place.ts'
import type { TellDesks } from './tell-desks.ts'

interface Options {
  readonly around: Around
  readonly places: ConversationPlaces
  readonly desks: TellDesks
}

/** A desk says what it shows. Of conversations that its agent may not see nothing is believed. */
export function deskMoments({ around, places, desks }: Options): Moments {
  const closed = new WeakSet<UplinkConnection>()
  return {
    async heard(connection, { conversations }) {
      const { session } = connection
      const modes = new Map(conversations.map(({ id, mode }) => [id, mode]))
      const seen = await places.seenBy(session, [...modes.keys()])
      // Closed while we looked: whatever it showed is not shown any more.
      if (closed.has(connection)) return
      around.here(
        session,
        seen.map((place) => ({ ...place, mode: modes.get(place.id) ?? 'viewing' })),
      )
      desks.begin(connection)
    },
    gone(connection, wasItsLine) {
      closed.add(connection)
      desks.end(connection)
      if (wasItsLine) around.here(connection.session, [])
    },
  }
}
