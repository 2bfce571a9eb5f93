import { implement } from '@orpc/server'
import { draftsContract } from '#shared/rpc/drafts-contract.ts'
import type { DraftKeeper } from '../drafts/draft-keeper.ts'
import { watchDraftList, watchDrafts } from '../drafts/watch-drafts.ts'

export function createDraftsRouter(drafts: DraftKeeper) {
  const os = implement(draftsContract)

  interface Errors {
    SIGNED_OUT(): Error
    NOT_SAVED(given: { data: { problem: string } }): Error
  }

  async function opened(errors: Errors) {
    const now = await drafts.now()
    if (now.state === 'signed-out') throw errors.SIGNED_OUT()
    if (now.state === 'closed') throw errors.NOT_SAVED({ data: { problem: now.refusal.kind } })
    return now
  }

  const until = (closing: AbortSignal, signal: AbortSignal | undefined) =>
    signal ? AbortSignal.any([closing, signal]) : closing

  return os.router({
    watch: os.watch.handler(async ({ input, errors, signal }) => {
      const { journal, closing } = await opened(errors)
      return watchDrafts(journal.drafts, input.conversationId, until(closing, signal))
    }),
    list: os.list.handler(async ({ errors, signal }) => {
      const { journal, closing } = await opened(errors)
      return watchDraftList(journal.drafts, until(closing, signal))
    }),
    write: os.write.handler(async ({ input, errors }) => {
      const { journal } = await opened(errors)
      const written = await journal.write(input)
      if (!written.ok) throw errors.NOT_SAVED({ data: { problem: written.refusal.kind } })
      return { text: written.text, rev: written.rev }
    }),
  })
}
