import type { Clock } from '#shared/kit/clock.ts'
import type { RowReader } from '../rows/row-reader.ts'
import type { RowCodec } from '../seal/row-codec.ts'
import { sealRows } from '../seal/seal-rows.ts'
import type { RowStore } from '../store/row-store.ts'

/** What was typed and not sent, by conversation. */
export interface Drafts {
  read(conversationId: string): Promise<string>
  /** Resolves when this text, or a later one, is on disk. An empty text removes the draft. */
  write(conversationId: string, text: string): Promise<void>
}

const draftId = (conversationId: string) => `draft:${conversationId}`

interface Parts {
  readonly store: RowStore
  readonly codec: RowCodec
  readonly reader: RowReader
  readonly clock: Clock
}

export function createDrafts({ store, codec, reader, clock }: Parts): Drafts {
  /** Not on disk yet. Typing is faster than a disk, so only the newest text of a conversation waits for it. */
  const newest = new Map<string, string>()
  const saving = new Map<string, Promise<void>>()

  async function save(id: string): Promise<void> {
    const text = newest.get(id)
    if (text === undefined) return
    if (text === '') await store.remove('local', [id])
    else {
      const record = { id, kind: 'draft' as const, value: text, updatedAt: clock.now() }
      await store.put('local', await sealRows(codec, 'local', [record]))
    }
    if (newest.get(id) === text) newest.delete(id)
  }

  return {
    async read(conversationId) {
      const id = draftId(conversationId)
      return newest.get(id) ?? (await reader.get('local', [id])).get(id)?.value ?? ''
    },
    write(conversationId, text) {
      const id = draftId(conversationId)
      newest.set(id, text)
      const before = saving.get(id) ?? Promise.resolve()
      // The failure of an earlier save was told to whoever asked for that one.
      const saved = before.catch(() => undefined).then(() => save(id))
      saving.set(id, saved)
      return saved
    },
  }
}
