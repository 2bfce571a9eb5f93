import { readFile, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { loadDataKey } from './data-key.ts'
import { type KeyStore, ownerOnlyFileStore } from './key-store.ts'
import { createSealer } from './sealer.ts'

const never = () => {
  throw new Error('not expected')
}

/** Stands in for a keyring: turns every bit. */
const keyring = (canOpen: boolean): KeyStore => ({
  kind: 'os-keyring',
  wrap: (key) => key.map((byte) => byte ^ 0xff),
  unwrap: (wrapped) => (canOpen ? wrapped.map((byte) => byte ^ 0xff) : null),
})

it('is made once and then found again, in a file that only its owner may read', async () => {
  const folder = await tempFolder()
  const key = await loadDataKey(folder, ownerOnlyFileStore, never)
  expect(key).toHaveLength(32)
  expect(Buffer.from(await loadDataKey(folder, ownerOnlyFileStore, never))).toEqual(key)
  expect((await stat(path.join(folder, 'data-key'))).mode & 0o777).toBe(0o600)
})

it('lies on the disk only as the keyring wrapped it', async () => {
  const folder = await tempFolder()
  const key = await loadDataKey(folder, keyring(true), never)
  expect(await readFile(path.join(folder, 'data-key.wrapped'))).not.toEqual(key)
  expect(Buffer.from(await loadDataKey(folder, keyring(true), never))).toEqual(key)
})

it('is set aside, never overwritten, when the keyring cannot open it any more', async () => {
  const folder = await tempFolder()
  const key = await loadDataKey(folder, keyring(true), never)
  const told: string[] = []
  expect(await loadDataKey(folder, keyring(false), (file) => told.push(file))).not.toEqual(key)
  expect(told).toHaveLength(1)
  expect(await readdir(folder)).toContain('data-key.wrapped.unreadable')
})

it('seals so that nothing opens when it was changed, moved or sealed by another key', () => {
  const sealer = createSealer(new Uint8Array(32).fill(1), 'test')
  const sealed = sealer.seal('words', 'place 1')
  expect(sealer.open(sealed, 'place 1')).toBe('words')
  expect(sealer.open(sealed, 'place 2')).toBeNull()
  expect(createSealer(new Uint8Array(32).fill(2), 'test').open(sealed, 'place 1')).toBeNull()
  expect(createSealer(new Uint8Array(32).fill(1), 'other').open(sealed, 'place 1')).toBeNull()
  for (const at of [0, 12, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(sealer.open(changed, 'place 1')).toBeNull()
  }
  expect(sealer.open(sealed.subarray(0, 20), 'place 1')).toBeNull()
})
