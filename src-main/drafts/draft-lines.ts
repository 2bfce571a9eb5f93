import { z } from 'zod'
import { checkedLine, checkedRest, linesOf, parseJsonAs } from '../files/checked-lines.ts'
import type { Sealer } from '../keys/sealer.ts'
import { type Draft, draftSchema, placeKey } from './draft.ts'

/**
 * The first line says what this file is; every other's rest is `<rev> <base64 of the sealed draft>`. Of a draft the record with
 * the highest `rev` counts. Only numbers are readable, not even of which conversation it is.
 */
const headerSchema = z.strictObject({
  format: z.literal(1),
  /** Tells a file of another key from a damaged one. */
  keyId: z.string().max(24),
  /** No number up to here is given again. */
  rev: z.int().min(0),
})
export type DraftsHeader = z.infer<typeof headerSchema>

export const encodeHeader = (header: DraftsHeader): Buffer => checkedLine(JSON.stringify(header))

export function encodeDraft(draft: Draft, sealer: Sealer): Buffer {
  return checkedLine(`${draft.rev} ${sealer.seal(JSON.stringify(draft), place(draft.rev)).toString('base64')}`)
}

const place = (rev: number) => `draft ${rev}`

function decodeDraft(line: Buffer, sealer: Sealer): Draft | null {
  const [rev, sealed] = checkedRest(line)?.split(' ') ?? []
  if (!rev || !sealed) return null
  const plain = sealer.open(Buffer.from(sealed, 'base64'), place(Number(rev)))
  const draft = plain === null ? null : parseJsonAs(draftSchema, plain)
  return draft?.rev === Number(rev) ? draft : null
}

export interface DraftsFound {
  readonly header: DraftsHeader | null
  readonly drafts: Map<string, Draft>
  readonly lastRev: number
  /** Readable ones, outdated or not. */
  readonly records: number
  /** Up to here the file is whole. What follows was being written when the power went: nobody was told "kept". */
  readonly wholeBytes: number
  /** Records before the last readable one that cannot be read: each was kept once. */
  readonly damaged: number
  /** The end holds a whole line that cannot be read: a torn write, or a record that went bad. */
  readonly hasBadEnd: boolean
}

export function readDrafts(bytes: Buffer, sealer: Sealer): DraftsFound {
  const drafts = new Map<string, Draft>()
  let header: DraftsHeader | null = null
  let lastRev = 0
  let wholeBytes = 0
  let damaged = 0
  let badLines = 0
  let records = 0
  for (const { line, start, end } of linesOf(bytes)) {
    const rest = start === 0 ? checkedRest(line) : null
    header ??= rest === null ? null : parseJsonAs(headerSchema, rest)
    const draft = start === 0 && header ? null : decodeDraft(line, sealer)
    if (!draft && !(start === 0 && header)) {
      badLines++
      continue
    }
    if (draft) {
      records++
      const key = placeKey(draft)
      if (draft.rev > (drafts.get(key)?.rev ?? 0)) drafts.set(key, draft)
      lastRev = Math.max(lastRev, draft.rev)
    }
    damaged += badLines
    badLines = 0
    wholeBytes = end
  }
  lastRev = Math.max(lastRev, header?.rev ?? 0)
  return { header, drafts, lastRev, records, wholeBytes, damaged, hasBadEnd: badLines > 0 }
}
