import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import { draftMaxLength, draftsMax } from '#shared/domain/draft/draft.ts'
import { mergeTexts, withoutSent } from '#shared/domain/draft/merge-texts.ts'
import { attachmentsMax } from '#shared/domain/file/file-limits.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { LogFile } from '../files/log-disk.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { Sealer } from '../keys/sealer.ts'
import { logRefusals } from '../sync/command-log/log-refusals.ts'
import { type Draft, type DraftPlace, isUnfinished, placeKey, withoutFiles } from './draft.ts'
import { encodeDraft } from './draft-lines.ts'

export interface DraftWrite extends DraftPlace {
  readonly text: string
  /** Texts of which this one may have been made, the likeliest first: what the window last knew to be kept. */
  readonly basedOn: readonly string[]
}

/** Some of the draft's files go with its text. */
export interface DraftSent extends DraftWrite {
  readonly fileIds?: readonly string[]
}

export interface KeptDraft {
  readonly text: string
  readonly rev: number
}

export type DraftWritten = ({ readonly ok: true } & KeptDraft) | { readonly ok: false; readonly refusal: Refusal }

/** Laws in SPEC.md. */
export interface DraftJournal {
  /** By place; empty once it is closed. */
  readonly drafts: ReadableValue<ReadonlyMap<string, Draft>>
  /** Answers after the flush, with what is kept now: more than was written, where another window has written too. */
  write(write: DraftWrite): Promise<DraftWritten>
  attach(place: DraftPlace, file: DraftFile): Promise<DraftWritten>
  detach(place: DraftPlace, fileId: string): Promise<DraftWritten>
  /** Its text and these files are about to become the command with this entry. To be followed by `settle`, whatever comes of it. */
  beginSending(write: DraftSent, entryId: string): Promise<DraftWritten>
  /** What became of it. True in memory at once, and on the disk with the next flush that succeeds. */
  settle(write: DraftSent, entryId: string, isSaved: boolean): Promise<KeptDraft>
  /** A failed write could not be taken back: what lies on the disk is unknown, and it has to be opened anew. */
  isBroken(): boolean
  close(): Promise<void>
}

/** The file as it is after it was written anew. */
export type DraftsRewritten =
  | { readonly ok: true; readonly file: LogFile; readonly length: number }
  /** `isLost`: it is not known which file a restart would find. */
  | { readonly ok: false; readonly isLost: boolean; readonly error: unknown }

export interface DraftJournalParts {
  readonly file: LogFile
  /** Length of what is known to be good. */
  readonly length: number
  readonly drafts: ReadonlyMap<string, Draft>
  readonly lastRev: number
  readonly sealer: Sealer
  rewrite(drafts: readonly Draft[], lastRev: number): Promise<DraftsRewritten>
}

type Content = Pick<Draft, 'text' | 'files' | 'sending'>

interface Waiting {
  readonly place: DraftPlace
  change(before: Content): Content | Refusal
  /** It has happened elsewhere: it holds in memory whatever the disk says. */
  readonly isSure: boolean
  settle(written: DraftWritten): void
}

/** Below this, an outdated file is not worth writing anew. */
const worthBytes = 256 * 1024
const aroundBytes = 400

const refusals = {
  tooLong: (): Refusal => ({ kind: 'drafts/too-long', retryable: false }),
  tooMany: (): Refusal => ({ kind: 'drafts/too-many', retryable: true }),
  tooManyFiles: (): Refusal => ({ kind: 'file/too-many', retryable: true }),
}

export function createDraftJournal(parts: DraftJournalParts): DraftJournal {
  const { sealer } = parts
  const drafts = createObservableValue<ReadonlyMap<string, Draft>>(new Map(parts.drafts))
  const waiting: Waiting[] = []
  /** True in memory and not on the disk yet. */
  const owed = new Set<string>()
  let { file, length, lastRev } = parts
  let flushing: Promise<void> | undefined
  let isClosed = false
  let broken: Refusal | undefined

  function enqueue(entry: Omit<Waiting, 'settle'>): Promise<DraftWritten> {
    if (isClosed) return Promise.resolve({ ok: false, refusal: logRefusals.closed() })
    return new Promise((settle) => {
      waiting.push({ ...entry, settle })
      flushing ??= flushWaiting()
    })
  }

  async function flushWaiting(): Promise<void> {
    // A turn later, so that what is written in one moment shares one flush.
    await Promise.resolve()
    while (waiting.length > 0) {
      await writeGroup(waiting.splice(0))
      await compactWhenWorthIt()
    }
    // In the same turn as the look into the queue: what comes in between would wait for ever.
    flushing = undefined
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    const next = new Map(drafts.get())
    const changed = new Set(owed)
    const answers: (() => void)[] = []
    const refuse: ((refusal: Refusal) => void)[] = []
    for (const { place, change, isSure, settle } of group) {
      const key = placeKey(place)
      const { conversationId, mode } = place
      const content = change(next.get(key) ?? nothing)
      if ('kind' in content) {
        settle({ ok: false, refusal: content })
        continue
      }
      const draft: Draft = { conversationId, mode, ...content, rev: ++lastRev }
      next.set(key, draft)
      changed.add(key)
      const answer = () => settle({ ok: true, text: draft.text, rev: draft.rev })
      if (isSure) {
        owed.add(key)
        drafts.set(new Map(drafts.get()).set(key, draft))
        answer()
      } else {
        answers.push(answer)
        refuse.push((refusal) => settle({ ok: false, refusal }))
      }
    }
    const refusal = broken ?? (await append([...changed].flatMap((key) => next.get(key) ?? [])))
    if (refusal) {
      for (const each of refuse) each(refusal)
      return
    }
    owed.clear()
    drafts.set(next)
    for (const answer of answers) answer()
  }

  async function append(changed: readonly Draft[]): Promise<Refusal | undefined> {
    if (changed.length === 0) return undefined
    const lines = Buffer.concat(changed.map((draft) => encodeDraft(draft, sealer)))
    try {
      await file.write(lines, length)
      await file.flush()
    } catch (error) {
      await takeBack(error)
      return logRefusals.fromDisk(error)
    }
    length += lines.length
    return undefined
  }

  /** A half-written group must not be found by the next start: its windows were told "not kept". */
  async function takeBack(because: unknown): Promise<void> {
    try {
      await file.truncate(length)
      await file.flush()
    } catch {
      broken = logRefusals.fromDisk(because)
    }
  }

  async function compactWhenWorthIt(): Promise<void> {
    if (length < worthBytes || broken || isClosed) return
    const kept = [...drafts.get().values()].filter(isKept)
    // Sealed and in base64 a text is at most six times as long as it looks, and what stands around it not longer than this.
    const needed = kept.reduce((sum, { text, files }) => sum + 6 * text.length + (1 + files.length) * aroundBytes, 0)
    if (length < 2 * needed) return
    const rewritten = await parts.rewrite(kept, lastRev)
    if (rewritten.ok) {
      await file.close().catch(() => undefined) // Nothing depends on the old one any more.
      ;({ file, length } = rewritten)
    } else if (rewritten.isLost) broken = logRefusals.fromDisk(rewritten.error)
  }

  const merged = (before: Content, { text, basedOn }: DraftWrite) => mergeTexts(basedOn, text, before.text)

  function refusalOf(before: Content, after: Content): Refusal | undefined {
    if (after.text.length > draftMaxLength) return refusals.tooLong()
    if (after.files.length > attachmentsMax) return refusals.tooManyFiles()
    const isNew = isUnfinished(after) && !isUnfinished(before)
    return isNew && drafts.get().size >= draftsMax && count(drafts.get()) >= draftsMax ? refusals.tooMany() : undefined
  }

  const change = (place: DraftPlace, after: (before: Content) => Content) =>
    enqueue({
      place,
      isSure: false,
      change(before) {
        const content = after(before)
        return refusalOf(before, content) ?? content
      },
    })

  return {
    drafts,
    write: (write) => change(write, (before) => ({ ...before, text: merged(before, write) })),
    attach: (place, file) => change(place, (before) => ({ ...before, files: [...before.files, file] })),
    detach: (place, fileId) => change(place, (before) => ({ ...before, files: withoutFiles(before, [fileId]) })),
    beginSending: (write, entryId) =>
      change(write, (before) => ({
        ...before,
        text: merged(before, write),
        sending: [...before.sending, { entryId, text: write.text, fileIds: write.fileIds ?? [] }],
      })),
    async settle(write, entryId, isSaved) {
      const settled = await enqueue({
        place: write,
        isSure: true,
        change: (before) => ({
          text: textAfter(before, write, entryId, isSaved),
          files: isSaved ? withoutFiles(before, write.fileIds ?? []) : before.files,
          sending: before.sending.filter((each) => each.entryId !== entryId),
        }),
      })
      return settled.ok ? { text: settled.text, rev: settled.rev } : { text: '', rev: 0 }
    },
    isBroken: () => broken !== undefined,
    async close() {
      isClosed = true
      await flushing
      if (owed.size > 0) await writeGroup([])
      drafts.set(new Map())
      await file.close()
    },
  }
}

const nothing: Content = { text: '', files: [], sending: [] }

export const isKept = (draft: Draft): boolean => isUnfinished(draft) || draft.sending.length > 0

/** What stays of a draft that was to be sent, also when it could not be noted down that it was. */
function textAfter({ text, sending }: Content, write: DraftWrite, entryId: string, isSaved: boolean): string {
  if (!isSaved) return text
  const isNoted = sending.some((each) => each.entryId === entryId)
  return isNoted ? withoutSent(text, write.text) : mergeTexts(write.basedOn, '', text)
}

const count = (drafts: ReadonlyMap<string, Draft>) => [...drafts.values()].filter(isUnfinished).length
