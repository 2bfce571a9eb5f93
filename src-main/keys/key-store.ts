import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { HostInfo } from '#shared/rpc/workstation-contract.ts'
import { errorCode, isMissing } from '../files/file-errors.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import { StartRefused } from '../start/start-refused.ts'

/** Wraps what is to lie on disk, so that it can be opened on this computer only. What there is for that differs by host. */
export interface KeyStore {
  readonly kind: HostInfo['keyStore']
  wrap(secret: Uint8Array): Uint8Array
  /** Null when this store did not wrap it, or can no longer open it. */
  unwrap(wrapped: Uint8Array): Uint8Array | null
}

/** This computer keeps no keys: what is wrapped here is opened by this very process, and by nobody after it. */
export const memoryOnlyStore = (): KeyStore => wrapWith(randomBytes(keyBytes), 'memory-only')

/**
 * A file that IT names: on an encrypted disk, handed over by the system's own credentials service, or on a stick. Made for
 * its owner only when it is not there.
 */
export async function openKeyFile(file: string): Promise<KeyStore> {
  return wrapWith((await readKey(file)) ?? (await makeKey(file)), 'key-file')
}

const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

async function readKey(file: string): Promise<Uint8Array | null> {
  try {
    const key = await readFile(file)
    if (key.length === keyBytes) return key
  } catch (error) {
    if (isMissing(error)) return null
    throw new StartRefused(
      'workstation/bad-key-file',
      `Cannot read the key file ${file}: check who may read it.`,
      error,
    )
  }
  throw new StartRefused('workstation/bad-key-file', `${file} is no key file: it must hold ${keyBytes} random bytes.`)
}

async function makeKey(file: string): Promise<Uint8Array> {
  const key = randomBytes(keyBytes)
  try {
    await writeFileAtomically(file, key)
  } catch (error) {
    const code = errorCode(error) ?? 'unknown failure'
    throw new StartRefused(
      'workstation/bad-key-file',
      `Cannot make the key file ${file} (${code}): its folder has to be there, and writable.`,
      error,
    )
  }
  return key
}

function wrapWith(key: Uint8Array, kind: HostInfo['keyStore']): KeyStore {
  return {
    kind,
    wrap(secret) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
    },
    unwrap(wrapped) {
      if (wrapped.length < ivBytes + tagBytes) return null
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, ivBytes))
      decipher.setAuthTag(wrapped.subarray(-tagBytes))
      const opened = decipher.update(wrapped.subarray(ivBytes, -tagBytes))
      try {
        return Buffer.concat([opened, decipher.final()])
      } catch {
        return null // The tag does not match: another key wrapped it.
      }
    },
  }
}
