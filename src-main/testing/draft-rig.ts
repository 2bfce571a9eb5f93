import { randomUUID } from 'node:crypto'
import type { DraftJournal } from '../drafts/draft-journal.ts'
import { type DraftsEvent, draftKeys, openDraftJournal } from '../drafts/open-draft-journal.ts'
import type { LogDisk } from '../files/log-disk.ts'
import { createFaultyDisk } from './faulty-disk.ts'

export const dataKey = new Uint8Array(32).fill(7)

/** The drafts of one desk on one disk, opened as often as wanted. */
export function draftRig({
  disk = createFaultyDisk() as LogDisk,
  saved = [] as readonly string[],
  savedFails = false,
} = {}) {
  const reported: DraftsEvent[] = []
  const tryOpen = (key = dataKey) =>
    openDraftJournal({
      disk,
      keys: draftKeys(key, 'replica-1'),
      newId: () => randomUUID(),
      async saved(entryIds) {
        if (savedFails) throw new Error('the log is not open')
        return new Set(saved.filter((id) => entryIds.has(id)))
      },
      report: (event) => void reported.push(event),
    })
  return {
    reported,
    tryOpen,
    async open(key = dataKey): Promise<DraftJournal> {
      const opened = await tryOpen(key)
      if (!opened.ok) throw new Error(opened.refusal.kind)
      return opened.journal
    },
  }
}

export const textsOf = (journal: Pick<DraftJournal, 'drafts'>): Record<string, string> =>
  Object.fromEntries([...journal.drafts.get()].flatMap(([key, { text }]) => (text === '' ? [] : [[key, text]])))
