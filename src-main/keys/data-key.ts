import { randomBytes } from 'node:crypto'
import { readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { isMissing } from '../files/file-errors.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import type { KeyStore } from './key-store.ts'

const dataKeyBytes = 32

/**
 * The key that seals one agent's rows and commands on this computer, made on first use. The file's name says how it is
 * wrapped, so that a key from one store is never taken for one from another.
 */
export async function loadDataKey(
  folder: string,
  store: KeyStore,
  onUnreadable: (file: string) => void,
): Promise<Uint8Array> {
  const file = path.join(folder, store.kind === 'os-keyring' ? 'data-key.wrapped' : 'data-key')
  const wrapped = await readIfThere(file)
  if (wrapped) {
    const key = store.unwrap(wrapped)
    if (key?.length === dataKeyBytes) return key
    // Never overwritten: the keyring may come back, and with it what this key opens.
    await rename(file, `${file}.unreadable`)
    onUnreadable(file)
  }
  const key = randomBytes(dataKeyBytes)
  await writeFileAtomically(file, store.wrap(key))
  return key
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
