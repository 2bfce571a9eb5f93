import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { pieceBytes } from '#shared/rpc/desk-files.ts'
import type { OutgoingFile } from '#shared/rpc/files-contract.ts'
import { createTurns } from '#shared/kit/in-turn.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'
import type { Sealer } from '../keys/sealer.ts'
import type { FileDisk } from './file-disk.ts'
import { fileRefusal } from './file-refusal.ts'
import { type OutgoingRecord, createRecords, idsWith, outgoingEnding, outgoingRecordSchema } from './file-records.ts'
import { newFileKey } from './piece-sealer.ts'
import { type SealedPieces, createSealedPieces, lengthOfPiece, piecesName } from './sealed-pieces.ts'

export interface NewOutgoing extends DraftFile {
  readonly conversationId: string
}

export type PieceKept =
  | { readonly ok: true; readonly kept: number }
  /** `not-next`: go on from `kept`. */
  | { readonly ok: false; readonly why: 'gone' | 'not-next' | 'too-large'; readonly kept: number }
  /** The disk does not take it; what was kept before is as it was. */
  | { readonly ok: false; readonly why: 'disk'; readonly kind: string }

/** A file that is on its way, for whoever moves it. */
export interface Outgoing {
  readonly record: OutgoingRecord
  readonly kept: number
  readonly sent: number
  readonly isSending: boolean
  /** From an earlier run: a crash may have come before its draft, or its message, was known. */
  readonly isFound: boolean
}

/** Laws in SPEC.md. */
export interface OutgoingFiles {
  /** Oldest first, as windows are told. */
  readonly shown: ReadableValue<readonly OutgoingFile[]>
  all(): readonly Outgoing[]
  get(fileId: string): Outgoing | undefined
  /** Rejects when the disk does not take it. */
  begin(file: NewOutgoing): Promise<void>
  /** Answers when it is sealed and flushed. */
  keep(fileId: string, offset: number, bytes: Uint8Array): Promise<PieceKept>
  /** Null: it can no longer be read, or is not there (any more). It is refused then. */
  piece(fileId: string, index: number): Promise<Buffer | null>
  /** Another word on it. In memory at once; rejects when the disk does not take it. */
  note(fileId: string, change: Partial<Pick<OutgoingRecord, 'carriedBy' | 'end' | 'forgotten'>>): Promise<void>
  progress(fileId: string, sent: number, isSending: boolean): void
  /** @param keepsPieces they belong to a copy by now */
  forget(fileId: string, keepsPieces?: boolean): Promise<void>
}

interface Parts {
  readonly disk: FileDisk
  readonly sealer: Sealer
  readonly clock: Clock
  report(event: string, found: object): void
}

interface Held {
  now: Outgoing
  readonly pieces: SealedPieces
  /** One change after the other. */
  readonly inTurn: ReturnType<typeof createTurns>
}

export async function openOutgoingFiles(parts: Parts): Promise<OutgoingFiles> {
  const { disk, sealer, clock, report } = parts
  const records = createRecords(disk, { ending: outgoingEnding, schema: outgoingRecordSchema, sealer })
  const files = new Map<string, Held>()
  const shown = createObservableValue<readonly OutgoingFile[]>([])

  const piecesFor = ({ fileId, bytes, key }: OutgoingRecord) =>
    createSealedPieces(disk, { fileId, bytes, key: Buffer.from(key, 'base64') })

  async function take(fileId: string): Promise<void> {
    const record = await records.read(fileId)
    if (record?.fileId !== fileId) {
      report('outgoing-file-unreadable', {})
      await records.remove(fileId)
      return
    }
    const pieces = piecesFor(record)
    const kept = await pieces.found()
    const now: Outgoing = { record, kept, sent: sentOf(record), isSending: false, isFound: true }
    files.set(fileId, { now, pieces, inTurn: createTurns() })
    // A message was saved only after all of its files were.
    if (kept < record.bytes && record.carriedBy !== null && record.end === null) await damaged(fileId)
  }

  function show(): void {
    shown.set(sorted().map(({ now }) => describe(now)))
  }

  const sorted = () =>
    [...files.values()].toSorted(({ now: { record: a } }, { now: { record: b } }) => a.beganAt - b.beganAt)

  function change(fileId: string, next: Partial<Outgoing>): void {
    const held = files.get(fileId)
    if (!held) return
    held.now = { ...held.now, ...next }
    show()
  }

  async function note(fileId: string, next: Partial<OutgoingRecord>): Promise<void> {
    const held = files.get(fileId)
    if (!held) return
    const record = { ...held.now.record, ...next }
    change(fileId, { record, sent: next.end === undefined ? held.now.sent : sentOf(record) })
    await held.inTurn(async () => {
      if (files.get(fileId) === held) await records.write(fileId, held.now.record)
    })
  }

  async function damaged(fileId: string): Promise<void> {
    report('outgoing-file-damaged', {})
    const end = { kind: 'refused' as const, refusal: 'file/damaged' }
    // Where it cannot be written down, the next start finds the damage again.
    await note(fileId, { end }).catch(() => undefined)
  }

  async function keep(held: Held, offset: number, bytes: Uint8Array): Promise<PieceKept> {
    const { record, kept } = held.now
    if (files.get(record.fileId) !== held) return { ok: false, why: 'gone', kept: 0 }
    if (offset !== kept || kept === record.bytes) return { ok: false, why: 'not-next', kept }
    const index = offset / pieceBytes
    const wanted = lengthOfPiece(record.bytes, index)
    if (bytes.length > wanted) return { ok: false, why: 'too-large', kept }
    if (bytes.length < wanted) return { ok: false, why: 'not-next', kept }
    try {
      await held.pieces.write(index, bytes)
    } catch (error) {
      return { ok: false, why: 'disk', kind: fileRefusal(error) }
    }
    change(record.fileId, { kept: kept + bytes.length })
    return { ok: true, kept: kept + bytes.length }
  }

  for (const fileId of idsWith(await disk.names(), outgoingEnding)) await take(fileId)
  show()

  return {
    shown,
    all: () => sorted().map(({ now }) => now),
    get: (fileId) => files.get(fileId)?.now,
    async begin({ fileId, conversationId, name, bytes }) {
      const record: OutgoingRecord = {
        ...{ fileId, conversationId, name, bytes },
        key: newFileKey().toString('base64'),
        beganAt: clock.now(),
        carriedBy: null,
        end: null,
        forgotten: 0,
      }
      // The record comes first: pieces without one are nobody's.
      await records.write(fileId, record)
      const now = { record, kept: 0, sent: 0, isSending: false, isFound: false }
      files.set(fileId, { now, pieces: piecesFor(record), inTurn: createTurns() })
      show()
    },
    async keep(fileId, offset, bytes) {
      const held = files.get(fileId)
      return held ? held.inTurn(() => keep(held, offset, bytes)) : { ok: false, why: 'gone', kept: 0 }
    },
    async piece(fileId, index) {
      const held = files.get(fileId)
      if (!held || index * pieceBytes >= held.now.kept) return null
      const plain = await held.pieces.read(index)
      if (!plain && files.get(fileId) === held) await damaged(fileId)
      return plain
    },
    note,
    progress(fileId, sent, isSending) {
      const now = files.get(fileId)?.now
      if (now && (now.sent !== sent || now.isSending !== isSending)) change(fileId, { sent, isSending })
    },
    async forget(fileId, keepsPieces = false) {
      const held = files.get(fileId)
      if (!held) return
      files.delete(fileId)
      show()
      await held.inTurn(async () => {
        await records.remove(fileId)
        if (!keepsPieces) await disk.remove(piecesName(fileId))
      })
    },
  }
}

const sentOf = ({ end, bytes }: OutgoingRecord): number => (end?.kind === 'here' ? bytes : 0)

function describe({ record, kept, sent, isSending }: Outgoing): OutgoingFile {
  const { fileId, conversationId, name, bytes, end } = record
  return {
    ...{ fileId, conversationId, name, bytes, kept, sent },
    state: end?.kind ?? (kept < bytes ? 'keeping' : isSending ? 'sending' : 'waiting'),
    ...(end?.kind === 'refused' && { refusal: end.refusal }),
  }
}
