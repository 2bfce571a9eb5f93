import { pieceBytes } from '#shared/rpc/desk-files.ts'
import type { FileDisk } from './file-disk.ts'
import { createPieceSealer, sealBytes } from './piece-sealer.ts'

/** The bytes of one file, sealed piece by piece, one after the other in one file of the disk. */
export interface SealedPieces {
  /** Bytes of the file that are there for sure, from its beginning; looks at the disk. What was torn at the end is not counted. */
  found(): Promise<number>
  /** Flushed when it resolves. When it rejects, everything before this piece is as it was. */
  write(index: number, plain: Uint8Array): Promise<void>
  /** Null: not there, damaged, or somebody else's. */
  read(index: number): Promise<Buffer | null>
}

export const piecesName = (fileId: string): string => `${fileId}.pieces`

const stride = pieceBytes + sealBytes

export const piecesOf = (bytes: number): number => Math.ceil(bytes / pieceBytes)

export const lengthOfPiece = (bytes: number, index: number): number => Math.min(pieceBytes, bytes - index * pieceBytes)

interface SealedFile {
  readonly fileId: string
  readonly bytes: number
  readonly key: Uint8Array
}

export function createSealedPieces(disk: FileDisk, { fileId, bytes, key }: SealedFile): SealedPieces {
  const sealer = createPieceSealer(key, fileId)
  const name = piecesName(fileId)

  async function withFile<Result>(work: (file: Awaited<ReturnType<FileDisk['open']>>) => Promise<Result>) {
    const file = await disk.open(name)
    try {
      return await work(file)
    } finally {
      await file.close()
    }
  }

  async function read(index: number): Promise<Buffer | null> {
    const length = lengthOfPiece(bytes, index)
    if (length <= 0 || index < 0) return null
    const sealed = await withFile((file) => file.read(index * stride, length + sealBytes))
    return sealed.length === length + sealBytes ? sealer.open(index, sealed) : null
  }

  return {
    async found() {
      const size = await disk.sizeOf(name)
      const count = piecesOf(bytes)
      const isWhole = size >= bytes + count * sealBytes
      let pieces = isWhole ? count : Math.min(Math.floor(size / stride), count - 1)
      // Only the last one may have been in the air when the power went.
      if (pieces > 0 && !(await read(pieces - 1))) pieces--
      return Math.min(pieces * pieceBytes, bytes)
    },
    write: (index, plain) =>
      withFile(async (file) => {
        try {
          await file.write(sealer.seal(index, plain), index * stride)
          await file.flush()
        } catch (error) {
          // Gives back the room that half a piece takes; where not even that works, its tag shows what it is.
          await file.truncate(index * stride).catch(() => undefined)
          throw error
        }
      }),
    read,
  }
}
