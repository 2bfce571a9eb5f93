import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Seals the pieces of one file by the file's own key. A piece opens only where it was put, in this file. */
export interface PieceSealer {
  /** A piece longer by `sealBytes`. */
  seal(index: number, plain: Uint8Array): Buffer
  /** Null when it was damaged, moved, or sealed by another key. */
  open(index: number, sealed: Uint8Array): Buffer | null
}

const ivBytes = 12
const tagBytes = 16
/** What a sealed piece has more than a plain one. */
export const sealBytes = ivBytes + tagBytes

export const newFileKey = (): Buffer => randomBytes(32)

export function createPieceSealer(key: Uint8Array, fileId: string): PieceSealer {
  const place = (index: number) => Buffer.from(`file ${fileId} piece ${index}`)
  return {
    seal(index, plain) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      cipher.setAAD(place(index))
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(index, sealed) {
      if (sealed.length < sealBytes) return null
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes))
      decipher.setAAD(place(index))
      decipher.setAuthTag(sealed.subarray(-tagBytes))
      const plain = decipher.update(sealed.subarray(ivBytes, -tagBytes))
      try {
        decipher.final()
        return plain
      } catch {
        return null // The tag does not match.
      }
    },
  }
}
