import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import type { Clock, Instant } from '#shared/kit/clock.ts'
import { pieceBytes } from '#shared/rpc/desk-files.ts'
import type { Sealer } from '../keys/sealer.ts'
import type { FileDisk } from './file-disk.ts'
import { type KeptRecord, createRecords, idsWith, keptEnding, keptRecordSchema } from './file-records.ts'
import { newFileKey } from './piece-sealer.ts'
import { createSealedPieces, lengthOfPiece, piecesName } from './sealed-pieces.ts'

/** All copies together, of one desk. */
export const cacheMaxBytes = 1024 * 1024 * 1024
/** What has to stay free on the disk for everything else. */
export const roomLeftBytes = 1024 * 1024 * 1024
/** However often it is looked at: what was erased at the server does not stay here for ever. */
const keptForMs = 30 * 24 * 3_600_000

export interface KeptFile extends DraftFile {
  readonly mediaType: string
}

/** A copy that is being made. One that is not ended with `done` leaves nothing behind. */
export interface CopyInTheMaking {
  /** Resolves when it may go on. */
  add(bytes: Uint8Array): Promise<void>
  done(): Promise<void>
  drop(): Promise<void>
}

/** Copies of files that the server has, so that they can be looked at without it. Laws in SPEC.md. */
export interface FileCache {
  find(fileId: string): KeptFile | undefined
  /** Null: damaged, and gone by now. */
  piece(fileId: string, index: number): Promise<Buffer | null>
  /** Null: it is being made already, or there is no room for it. */
  make(file: KeptFile): Promise<CopyInTheMaking | null>
  /** What this desk has sent becomes a copy as it lies there. */
  adopt(file: KeptFile, key: string): Promise<void>
}

interface Parts {
  readonly disk: FileDisk
  readonly sealer: Sealer
  readonly clock: Clock
  readonly maxBytes?: number
  /** Its pieces are those of a file that is on its way. */
  isOutgoing(fileId: string): boolean
  report(event: string, found: object): void
}

interface Held {
  readonly record: KeptRecord
  usedAt: Instant
}

export async function openFileCache(parts: Parts): Promise<FileCache> {
  const { disk, sealer, clock, maxBytes = cacheMaxBytes } = parts
  const records = createRecords(disk, { ending: keptEnding, schema: keptRecordSchema, sealer })
  const files = new Map<string, Held>()
  const making = new Set<string>()

  for (const fileId of idsWith(await disk.names(), keptEnding)) {
    const record = await records.read(fileId)
    if (record?.fileId === fileId) files.set(fileId, { record, usedAt: await disk.usedAt(records.nameOf(fileId)) })
    else await remove(fileId)
  }
  await tidy()

  const piecesFor = ({ fileId, bytes, key }: KeptRecord) =>
    createSealedPieces(disk, { fileId, bytes, key: Buffer.from(key, 'base64') })

  async function remove(fileId: string): Promise<void> {
    files.delete(fileId)
    await records.remove(fileId)
    if (!parts.isOutgoing(fileId)) await disk.remove(piecesName(fileId))
  }

  /** @param coming bytes that are about to be kept */
  async function tidy(coming = 0): Promise<void> {
    const now = clock.now()
    for (const [fileId, { record }] of files) if (now - record.keptAt > keptForMs) await remove(fileId)
    const byUse = [...files].toSorted(([, a], [, b]) => a.usedAt - b.usedAt)
    let sum = coming + byUse.reduce((all, [, { record }]) => all + record.bytes, 0)
    for (const [fileId, { record }] of byUse) {
      if (sum <= maxBytes) break
      sum -= record.bytes
      await remove(fileId)
    }
  }

  async function add(file: KeptFile, key: string): Promise<void> {
    const { fileId, name, bytes, mediaType } = file
    const record: KeptRecord = { fileId, name, bytes, mediaType, key, keptAt: clock.now() }
    await records.write(fileId, record)
    files.set(fileId, { record, usedAt: clock.now() })
  }

  function noteUse(held: Held, fileId: string): void {
    held.usedAt = clock.now()
    // Only the order in which copies go depends on it.
    disk.noteUse(records.nameOf(fileId), held.usedAt).catch(() => undefined)
  }

  return {
    find: (fileId) => files.get(fileId)?.record,
    async piece(fileId, index) {
      const held = files.get(fileId)
      if (!held) return null
      if (index === 0) noteUse(held, fileId)
      const plain = await piecesFor(held.record).read(index)
      if (!plain && files.get(fileId) === held) {
        parts.report('kept-file-damaged', {})
        await remove(fileId)
      }
      return plain
    },
    async make(file) {
      const { fileId, bytes } = file
      if (making.has(fileId) || files.has(fileId) || parts.isOutgoing(fileId) || bytes > maxBytes) return null
      if ((await disk.freeBytes()) < bytes + roomLeftBytes || making.has(fileId)) return null
      making.add(fileId)
      const key = newFileKey()
      const pieces = createSealedPieces(disk, { fileId, bytes, key })
      const buffer = Buffer.alloc(Math.min(pieceBytes, bytes))
      let filled = 0
      let index = 0
      let isOver = false

      async function drop(): Promise<void> {
        if (isOver) return
        isOver = true
        await disk.remove(piecesName(fileId)).catch(() => undefined) // Without a record it is nobody's, and goes at the next start.
        making.delete(fileId)
      }

      return {
        async add(given) {
          for (let rest = given; rest.length > 0 && !isOver; ) {
            const length = lengthOfPiece(bytes, index)
            if (length <= 0) return drop()
            const taken = rest.subarray(0, length - filled)
            buffer.set(taken, filled)
            filled += taken.length
            rest = rest.subarray(taken.length)
            if (filled < length) continue
            await pieces.write(index, buffer.subarray(0, filled))
            index++
            filled = 0
          }
        },
        async done() {
          if (isOver) return
          if (lengthOfPiece(bytes, index) > 0) return drop()
          await tidy(bytes)
          await add(file, key.toString('base64'))
          isOver = true
          making.delete(fileId)
        },
        drop,
      }
    },
    async adopt(file, key) {
      await tidy(file.bytes)
      await add(file, key)
    },
  }
}
