import { createHash } from 'node:crypto'
import { withoutSent } from '#shared/domain/draft/merge-texts.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { LogDisk, LogFile } from '../files/log-disk.ts'
import { putInPlace, writeBeside } from '../files/log-files.ts'
import { type Sealer, createSealer, deriveKey } from '../keys/sealer.ts'
import { logRefusals } from '../sync/command-log/log-refusals.ts'
import { type Draft, withoutFiles } from './draft.ts'
import { type DraftJournal, type DraftsRewritten, createDraftJournal, isKept } from './draft-journal.ts'
import { type DraftsFound, encodeDraft, encodeHeader, readDrafts } from './draft-lines.ts'

export const journalName = 'drafts.log'

/** What the data key of a desk is to its drafts; taken at once, for a lock wipes the key itself. */
export interface DraftKeys {
  readonly sealer: Sealer
  readonly keyId: string
}

export function draftKeys(dataKey: Uint8Array, replicaId: string): DraftKeys {
  const named = deriveKey(dataKey, `farline/drafts-key-id/${replicaId}`)
  return {
    sealer: createSealer(dataKey, `farline/drafts/${replicaId}`),
    keyId: createHash('sha256').update(named).digest('base64url').slice(0, 22),
  }
}

export interface OpenDraftsRequest {
  readonly disk: LogDisk
  readonly keys: DraftKeys
  readonly newId: IdSource
  /** Which of these entries have become commands that are saved. */
  saved(entryIds: ReadonlySet<string>): Promise<ReadonlySet<string>>
  /** Something was repaired or set aside. Numbers only. */
  report(event: DraftsEvent): void
}

export type DraftsEvent =
  | { readonly kind: 'drafts/torn-tail'; readonly bytes: number; readonly keptAs: string | null }
  | {
      readonly kind: 'drafts/damaged'
      readonly keptAs: string
      readonly damaged: number
      readonly carriedOver: number
    }
  /** What it held cannot be opened by anybody any more. */
  | { readonly kind: 'drafts/other-key'; readonly bytes: number }

export type OpenedDrafts =
  | { readonly ok: true; readonly journal: DraftJournal }
  | { readonly ok: false; readonly refusal: Refusal }

/** Opens one desk's drafts, and repairs what a crash left behind. */
export async function openDraftJournal(request: OpenDraftsRequest): Promise<OpenedDrafts> {
  try {
    return { ok: true, journal: await openFound(request) }
  } catch (error) {
    return { ok: false, refusal: logRefusals.fromDisk(error) }
  }
}

async function openFound(request: OpenDraftsRequest): Promise<DraftJournal> {
  const { disk, keys } = request
  const { sealer, keyId } = keys
  const bytes = (await disk.read(journalName)) ?? Buffer.alloc(0)
  const found = readDrafts(bytes, sealer)
  const drafts = await withoutSaved(request, found.drafts)
  const lastRev = highestRev(drafts, found.lastRev)

  const rewrite = (kept: readonly Draft[], rev: number): Promise<DraftsRewritten> =>
    writeAnew(disk, [encodeHeader({ format: 1, keyId, rev }), ...kept.map((draft) => encodeDraft(draft, sealer))])
  const parts = { drafts, lastRev, sealer, rewrite }

  const isForeign = found.header !== null && found.header.keyId !== keyId
  const isWhole = found.header !== null && !isForeign && found.damaged === 0
  if (isForeign) request.report({ kind: 'drafts/other-key', bytes: bytes.length })
  else if (found.damaged > 0 || (!found.header && bytes.includes('\n'))) await setAside(request, found)
  else if (found.wholeBytes < bytes.length) await reportTear(request, found, bytes.length)

  const kept = [...drafts.values()].filter(isKept)
  const isAsItShouldBe =
    isWhole && found.wholeBytes === bytes.length && found.records === kept.length && drafts.size === kept.length
  if (isAsItShouldBe && !hasUnsettled(found)) {
    const file = await disk.open(journalName)
    // Its end may have been written without being flushed; from here on it counts as kept.
    await file.flush()
    return createDraftJournal({ ...parts, file, length: bytes.length })
  }
  // What is outdated or torn goes.
  const rewritten = await rewrite(kept, lastRev)
  if (rewritten.ok) return createDraftJournal({ ...parts, ...rewritten })
  if (!isWhole || rewritten.isLost) throw rewritten.error
  const file = await disk.open(journalName)
  await file.truncate(found.wholeBytes)
  return createDraftJournal({ ...parts, file, length: found.wholeBytes })
}

const hasUnsettled = ({ drafts }: DraftsFound) => [...drafts.values()].some(({ sending }) => sending.length > 0)

/** A crash came between the flush of a command and the end of the draft it was made of, or before the command was flushed. */
async function withoutSaved(
  request: OpenDraftsRequest,
  drafts: ReadonlyMap<string, Draft>,
): Promise<Map<string, Draft>> {
  const entryIds = new Set([...drafts.values()].flatMap(({ sending }) => sending.map(({ entryId }) => entryId)))
  if (entryIds.size === 0) return new Map(drafts)
  const saved = await request.saved(entryIds)
  return new Map(
    [...drafts].map(([key, draft]) => {
      const sent = draft.sending.filter(({ entryId }) => saved.has(entryId))
      const text = sent.reduce((left, each) => withoutSent(left, each.text), draft.text)
      const files = withoutFiles(
        draft,
        sent.flatMap(({ fileIds }) => fileIds),
      )
      return [key, { ...draft, text, files, sending: [] }]
    }),
  )
}

const highestRev = (drafts: ReadonlyMap<string, Draft>, atLeast: number) =>
  Math.max(atLeast, ...[...drafts.values()].map(({ rev }) => rev))

async function setAside({ disk, newId, report }: OpenDraftsRequest, found: DraftsFound): Promise<void> {
  const keptAs = `drafts.${newId()}.kept`
  await disk.copy(journalName, keptAs)
  // A header that cannot be read counts too.
  const damaged = Math.max(1, found.damaged)
  report({ kind: 'drafts/damaged', keptAs, damaged, carriedOver: found.drafts.size })
}

async function reportTear({ disk, newId, report }: OpenDraftsRequest, found: DraftsFound, length: number) {
  const keptAs = found.hasBadEnd ? `drafts.${newId()}.kept` : null
  if (keptAs) await disk.copy(journalName, keptAs)
  report({ kind: 'drafts/torn-tail', bytes: length - found.wholeBytes, keptAs })
}

async function writeAnew(disk: LogDisk, lines: readonly Buffer[]) {
  const length = lines.reduce((sum, line) => sum + line.length, 0)
  let file: LogFile | undefined
  try {
    file = await writeBeside(disk, journalName, lines)
    await putInPlace(disk, journalName)
  } catch (error) {
    await file?.close()
    return { ok: false as const, isLost: false, error }
  }
  try {
    await disk.flushNames()
    return { ok: true as const, file, length }
  } catch (error) {
    await file.close()
    return { ok: false as const, isLost: true, error }
  }
}
