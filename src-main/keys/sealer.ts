import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Authenticated encryption; `about` binds a sealed value to its place, so that two cannot be swapped. */
export interface Sealer {
  seal(plain: string, about: string): Buffer
  /** Null when it was damaged, moved, or sealed by another key. */
  open(sealed: Uint8Array, about: string): string | null
}

const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM under a key of its own, derived for `purpose`, so that one key serves several uses. */
export function createSealer(key: Uint8Array, purpose: string): Sealer {
  const derived = deriveKey(key, purpose)
  return {
    seal(plain, about) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', derived, iv)
      cipher.setAAD(Buffer.from(about))
      return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, about) {
      if (sealed.length < ivBytes + tagBytes) return null
      const decipher = createDecipheriv('aes-256-gcm', derived, sealed.subarray(0, ivBytes))
      decipher.setAAD(Buffer.from(about))
      decipher.setAuthTag(sealed.subarray(-tagBytes))
      const plain = decipher.update(sealed.subarray(ivBytes, -tagBytes))
      try {
        return Buffer.concat([plain, decipher.final()]).toString('utf8')
      } catch {
        return null // The tag does not match.
      }
    },
  }
}

/** 32 bytes for one purpose. Several keys joined: all of them are needed. */
export function deriveKey(key: Uint8Array | readonly Uint8Array[], purpose: string): Uint8Array {
  const joined = key instanceof Uint8Array ? key : Buffer.concat(key)
  return new Uint8Array(hkdfSync('sha256', joined, '', purpose, 32))
}
