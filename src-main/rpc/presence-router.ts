import { implement } from '@orpc/server'
import { presenceContract } from '#shared/rpc/presence-contract.ts'
import type { OwnPresence } from '../presence/own-presence.ts'

export function createPresenceRouter(presence: OwnPresence, isOpen: () => boolean) {
  const os = implement(presenceContract)
  return os.router({
    watch: os.watch.handler(async function* ({ signal }) {
      for await (const view of presence.view.watch(signal))
        yield isOpen() ? view : { own: null, agents: [], givenBack: null }
    }),
    choose: os.choose.handler(({ input }) => void (isOpen() && presence.choose(input))),
    chooseNext: os.chooseNext.handler(({ input }) => void (isOpen() && presence.chooseNext(input.next))),
    seen: os.seen.handler(() => void (isOpen() && presence.seen())),
  })
}
