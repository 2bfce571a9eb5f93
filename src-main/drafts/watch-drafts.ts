import type { DraftList, DraftsOfConversation } from '#shared/rpc/drafts-contract.ts'
import type { ReadableValue } from '../flow/observable-value.ts'
import { type Draft, draftAt, isUnfinished, placeKey } from './draft.ts'

type Drafts = ReadableValue<ReadonlyMap<string, Draft>>

/** What is kept of one conversation: now, and whenever it has changed. */
export async function* watchDrafts(
  drafts: Drafts,
  conversationId: string,
  signal: AbortSignal,
): AsyncGenerator<DraftsOfConversation, void, void> {
  let told = ''
  for await (const all of drafts.watch(signal)) {
    const now = {
      reply: draftAt(all, conversationId, 'reply'),
      note: draftAt(all, conversationId, 'note'),
      files: [...(all.get(placeKey({ conversationId, mode: 'reply' }))?.files ?? [])],
    }
    const mark = `${now.reply.rev} ${now.note.rev}`
    // The last words of a journal that is being closed are that there is nothing.
    if (mark === told || signal.aborted) continue
    told = mark
    yield now
  }
}

/** The conversations in which something is unfinished. */
export async function* watchDraftList(drafts: Drafts, signal: AbortSignal): AsyncGenerator<DraftList, void, void> {
  let told: string | undefined
  for await (const all of drafts.watch(signal)) {
    const conversationIds = [
      ...new Set([...all.values()].filter(isUnfinished).map(({ conversationId }) => conversationId)),
    ].toSorted()
    const mark = conversationIds.join(' ')
    if (mark === told || signal.aborted) continue
    told = mark
    yield { conversationIds }
  }
}
