import type { SafeStorage } from 'electron'
import { type KeyStore, memoryOnlyStore, openKeyFile } from '../../keys/key-store.ts'

/**
 * The system's keyring where there is a real one; otherwise the file that IT has named; otherwise memory alone.
 * `basic_text` is Chromium's fixed password, which anybody can look up: as good as none.
 */
export async function chooseKeyStore(safeStorage: SafeStorage, keyFile: string | null): Promise<KeyStore> {
  const isReal =
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend()))
  if (!isReal) return keyFile === null ? memoryOnlyStore() : openKeyFile(keyFile)
  return {
    kind: 'os-keyring',
    wrap: (secret) => safeStorage.encryptString(Buffer.from(secret).toString('base64')),
    unwrap(wrapped) {
      try {
        return Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64')
      } catch {
        return null // Another keyring, or another account's.
      }
    },
  }
}
