import type { Moments } from '../sync/uplink/moments.ts'
import type { HereKeeper } from './here-keeper.ts'
import type { OthersAround } from './others-around.ts'

/** What goes beside commands and feed on the line of whoever sits here. */
export function deskMoments(parts: { readonly here: HereKeeper; readonly others: OthersAround }): Moments {
  const { here, others } = parts
  return {
    first: () => [here.frame()],
    onDue: (send) => here.onDue(send),
    take: (frame) => others.take(frame),
    lost: others.forget,
  }
}
