import { unreachable } from '#shared/kit/unreachable.ts'
import type { HereFrame } from '#shared/sync/around-protocol.ts'
import type { Moments, UplinkConnection } from '../sync/uplink-connection.ts'
import type { Around } from './around.ts'
import type { PresenceDesk } from '../presence/presence.ts'
import type { ConversationPlaces } from './conversation-place.ts'
import type { TellDesks } from './tell-desks.ts'

interface Options {
  readonly around: Around
  readonly places: ConversationPlaces
  readonly desks: TellDesks
  readonly presence: PresenceDesk
}

/** What desks say of this moment, and where it goes. */
export function deskMoments({ around, places, desks, presence }: Options): Moments {
  const closed = new WeakSet<UplinkConnection>()
  return {
    greeted: presence.greeted,
    async heard(connection, frame) {
      switch (frame.frame) {
        case 'here':
          return heardHere(connection, frame)
        case 'presence':
          return presence.said(connection, frame)
        case 'given-back-seen':
          return presence.seen(connection)
        default:
          return unreachable(frame)
      }
    },
    gone(connection, wasItsLine) {
      closed.add(connection)
      desks.end(connection)
      presence.gone(connection, wasItsLine)
      if (wasItsLine) around.here(connection.session, [])
    },
  }

  /** Of conversations that its agent may not see nothing is believed. */
  async function heardHere(connection: UplinkConnection, { conversations }: HereFrame): Promise<void> {
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
    await presence.begin(connection)
  }
}
