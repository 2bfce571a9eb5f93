import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { BackupFailure, toBackupFailure } from './backup-failure.ts'
import { type BackupVisitor, readRecords } from './backup-records.ts'
import type { BackupKey } from './key-file.ts'
import { unseal } from './seal.ts'

/** From the disk again, part by part; the visitor is shown nothing that was not proven before. */
export async function readBackup(file: string, key: BackupKey, visitor: BackupVisitor): Promise<void> {
  await pipeline(
    () => fromDisk(file, key),
    createZstdDecompress(),
    (plain: AsyncIterable<Buffer>) => readRecords(plain, visitor),
  )
}

/** Before anything is touched: the file is there, whole, and opens under this key. */
export async function assertWhole(file: string, key: BackupKey): Promise<void> {
  for await (const part of fromDisk(file, key)) void part
}

/** What the file and its disk have to say is told apart here from what a database says further on. */
async function* fromDisk(file: string, key: BackupKey): AsyncGenerator<Buffer, void> {
  try {
    yield* unseal(createReadStream(file), key)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BackupFailure('backup/nothing-there', `There is no file ${file}: check --from.`)
    throw toBackupFailure(error)
  }
}
