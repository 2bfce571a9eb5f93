import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { flushFolder } from '../db/pglite/flush-tree.ts'
import { BackupFailure } from './backup-failure.ts'

export interface BackupKey {
  readonly secret: Buffer
  /** Tells keys apart without telling anything about them. */
  readonly mark: Buffer
}

const prefix = 'farline-backup-key-1 '

export async function readKeyFile(file: string): Promise<BackupKey> {
  const key = await readIfThere(file)
  if (key) return key
  throw new BackupFailure(
    'backup/key-missing',
    `There is no key in ${file}: give the --key-file that the backup was made with; without it nobody can restore.`,
  )
}

/** Makes the key on first use, readable by its owner alone and on the disk before anything is sealed under it. */
export async function readOrMakeKeyFile(file: string): Promise<{ readonly key: BackupKey; readonly isNew: boolean }> {
  const found = await readIfThere(file)
  if (found) return { key: found, isNew: false }
  const secret = randomBytes(32)
  await mkdir(path.dirname(path.resolve(file)), { recursive: true, mode: 0o700 })
  // Never over another one: of two that make it at once, one is refused here and finds it the next time.
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(`${prefix}${secret.toString('base64url')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  flushFolder(path.dirname(path.resolve(file)))
  return { key: keyOf(secret), isNew: true }
}

async function readIfThere(file: string): Promise<BackupKey | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const secret = Buffer.from(text.startsWith(prefix) ? text.slice(prefix.length).trim() : '', 'base64url')
  if (secret.length === 32) return keyOf(secret)
  throw new BackupFailure('backup/key-unreadable', `${file} holds no backup key: give another --key-file.`)
}

const keyOf = (secret: Buffer): BackupKey => ({
  secret,
  mark: createHash('sha256').update('farline/backup/mark').update(secret).digest().subarray(0, 8),
})
