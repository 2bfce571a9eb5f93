import type { SafeStorage } from 'electron'
import { type KeyStore, ownerOnlyFileStore } from '../../keys/key-store.ts'

/** The system's keyring where there is a real one. `basic_text` is Chromium's fixed password: no better than a plain file. */
export function chooseKeyStore(safeStorage: SafeStorage): KeyStore {
  const isReal =
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()))
  if (!isReal) return ownerOnlyFileStore
  return {
    kind: 'os-keyring',
    wrap: (key) => safeStorage.encryptString(Buffer.from(key).toString('base64')),
    unwrap(wrapped) {
      try {
        return Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64')
      } catch {
        return null // Another keyring, or another account's.
      }
    },
  }
}
