import type { ReadableDb } from '../db/database.ts'
import type { ChainAnchor, ReadAnchors } from './anchors.ts'
import { type ChainEntry, entryColumns, entryHash } from './entry-hash.ts'

export interface BrokenChain {
  readonly organisationId: string
  /** The first entry that is not as it was written. */
  readonly number: number
  readonly why: 'changed' | 'removed' | 'reordered' | 'shortened' | 'rewritten'
}

export interface Verified {
  readonly state: 'whole' | 'broken' | 'anchors-forged'
  readonly chains: number
  readonly entries: number
  /** False: the chains agree with themselves, and nothing outside the database vouches for them. */
  readonly isAnchored: boolean
  readonly broken: readonly BrokenChain[]
  /** Entries that went when a backup was restored: known to have been, and gone. */
  readonly restorations: readonly (ChainAnchor['restorations'][number] & { readonly organisationId: string })[]
}

const pageSize = 2_000

/** Reads every entry of every chain, and holds them against each other and against the anchors. */
export async function verifyAudit(database: ReadableDb, anchors: ReadAnchors): Promise<Verified> {
  const anchored = anchors.state === 'read' ? anchors.chains : []
  const found = await database.query<{ id: string }>('SELECT DISTINCT organisation_id AS id FROM audit')
  const ids = [...new Set([...found.map(({ id }) => id), ...anchored.map(({ organisationId }) => organisationId)])]
  const broken: BrokenChain[] = []
  let entries = 0
  for (const organisationId of ids.toSorted()) {
    const anchor = anchored.find((each) => each.organisationId === organisationId)
    const walked = await walk(database, organisationId, anchor)
    entries += walked.entries
    if (walked.broken) broken.push({ organisationId, ...walked.broken })
  }
  return {
    state: anchors.state === 'forged' ? 'anchors-forged' : broken.length > 0 ? 'broken' : 'whole',
    chains: ids.length,
    entries,
    isAnchored: anchors.state === 'read',
    broken,
    restorations: anchored.flatMap(({ organisationId, restorations }) =>
      restorations.map((restoration) => ({ organisationId, ...restoration })),
    ),
  }
}

type Found = Omit<BrokenChain, 'organisationId'>

async function walk(
  database: ReadableDb,
  organisationId: string,
  anchor: ChainAnchor | undefined,
): Promise<{ readonly entries: number; readonly broken: Found | undefined }> {
  let last: Pick<ChainEntry, 'number' | 'hash'> = { number: 0, hash: '' }
  for (;;) {
    const page = await database.query<ChainEntry>(
      `SELECT ${entryColumns} FROM audit WHERE organisation_id = $1 AND number > $2 ORDER BY number LIMIT ${pageSize}`,
      [organisationId, last.number],
    )
    for (const entry of page) {
      const broken =
        flawOf(entry, last) ??
        (isContradicted(entry, anchor) ? ({ number: entry.number, why: 'rewritten' } as const) : undefined)
      if (broken) return { entries: last.number, broken }
      last = entry
    }
    if (page.length < pageSize) break
  }
  const isShort = anchor !== undefined && last.number < anchor.head.number
  return { entries: last.number, broken: isShort ? { number: last.number + 1, why: 'shortened' } : undefined }
}

/** The first entry of a stretch, in order, that is not as it was written or does not follow the one before. */
export function flawIn(stretch: readonly ChainEntry[]): Found | undefined {
  const [first] = stretch
  let before = first && { number: first.number - 1, hash: first.previousHash }
  for (const entry of stretch) {
    const flaw = before && flawOf(entry, before)
    if (flaw) return flaw
    before = entry
  }
  return undefined
}

function flawOf(entry: ChainEntry, before: Pick<ChainEntry, 'number' | 'hash'>): Found | undefined {
  const due = before.number + 1
  if (entry.number !== due) return { number: due, why: 'removed' }
  const isAsWritten = entryHash(entry) === entry.hash
  if (isAsWritten && entry.previousHash === before.hash) return undefined
  // Moved as a whole: it agrees with itself, or would under another number.
  if (isAsWritten || isFromElsewhere(entry)) return { number: due, why: 'reordered' }
  return { number: due, why: 'changed' }
}

/** How far an entry may have been moved for this to tell it from a changed one. */
const reach = 1_000

function isFromElsewhere(entry: ChainEntry): boolean {
  for (let number = Math.max(1, entry.number - reach); number <= entry.number + reach; number++) {
    if (entryHash({ ...entry, number }) === entry.hash) return true
  }
  return false
}

/** A chain that was written anew agrees with itself, but not with what was seen of it before. */
function isContradicted({ number, hash }: ChainEntry, anchor: ChainAnchor | undefined): boolean {
  if (!anchor) return false
  const seen = [anchor.head, ...anchor.restorations.map(({ wentOnFrom }) => wentOnFrom)]
  return seen.some((head) => head.number === number && head.hash !== hash)
}
