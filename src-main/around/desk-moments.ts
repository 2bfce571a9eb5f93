import { unreachable } from '#shared/kit/unreachable.ts'
import type { OwnPresence } from '../presence/own-presence.ts'
import type { Moments } from '../sync/uplink/moments.ts'
import type { HereKeeper } from './here-keeper.ts'
import type { OthersAround } from './others-around.ts'

interface Parts {
  readonly here: HereKeeper
  readonly others: OthersAround
  readonly presence: OwnPresence
}

/** What goes beside commands and feed on the line of whoever sits here. */
export function deskMoments({ here, others, presence }: Parts): Moments {
  return {
    // The server answers it with what it knows of this agent; then the desk says what is so now.
    first: () => [here.frame()],
    onDue(send) {
      const stops = [here.onDue(send), presence.onDue(send)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    take(frame) {
      switch (frame.frame) {
        case 'around':
          return others.take(frame)
        case 'presences':
        case 'given-back':
          return presence.take(frame)
        default:
          return unreachable(frame)
      }
    },
    lost() {
      others.forget()
      presence.lost()
    },
  }
}
