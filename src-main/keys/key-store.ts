import type { HostInfo } from '#shared/rpc/workstation-contract.ts'

/** Wraps a key for keeping it on disk. What the operating system offers differs by host; the app says which it is. */
export interface KeyStore {
  readonly kind: HostInfo['keyStore']
  wrap(key: Uint8Array): Uint8Array
  /** Null when this store did not wrap it, or can no longer open it. */
  unwrap(wrapped: Uint8Array): Uint8Array | null
}

/** No keyring: the key lies in a file that only its owner may read. Protects against nothing but other accounts. */
export const ownerOnlyFileStore: KeyStore = {
  kind: 'owner-only-file',
  wrap: (key) => key,
  unwrap: (wrapped) => wrapped,
}
