import { implement } from '@orpc/server'
import { aroundContract } from '#shared/rpc/around-contract.ts'
import type { HereKeeper } from '../around/here-keeper.ts'
import type { OthersAround } from '../around/others-around.ts'
import type { ReadableValue } from '../flow/observable-value.ts'
import type { Seat } from '../session/seat.ts'

export interface AroundServices {
  readonly here: HereKeeper
  readonly others: OthersAround
}

export function createAroundRouter({ here, others }: AroundServices, seat: ReadableValue<Seat | null>) {
  const os = implement(aroundContract)
  const isOpen = () => Boolean(seat.get()?.dataKey)
  return os.router({
    // The last words of a window whose desk was locked meanwhile.
    here: os.here.handler(({ input }) => void (isOpen() && here.show(input.windowId, input.conversations))),
    watch: os.watch.handler(async function* ({ signal }) {
      for await (const conversations of others.value.watch(signal)) yield isOpen() ? [...conversations] : []
    }),
  })
}
