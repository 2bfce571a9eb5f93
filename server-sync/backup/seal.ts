import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { BackupFailure } from './backup-failure.ts'
import type { BackupKey } from './key-file.ts'
import { readBytes } from './read-bytes.ts'

/**
 * A sealed file: magic, format, the key's mark, a salt; then chunks of `length | sealed | tag`. Each file has a key of its own,
 * so a chunk's number can be its nonce; with the file's beginning and "this is the last one" as additional data, a chunk that
 * was changed, moved, left out, or taken from another file does not open, and neither does a file that was cut.
 */
const magic = Buffer.from('FARLINE BACKUP\r\n')
const format = 1
const markBytes = 8
const saltBytes = 32
const headBytes = magic.length + 1 + markBytes + saltBytes
const chunkBytes = 256 * 1024
const tagBytes = 16
const lastFlag = 0x8000_0000

export async function* seal(source: AsyncIterable<Buffer>, key: BackupKey): AsyncGenerator<Buffer, void> {
  const head = Buffer.concat([magic, Buffer.from([format]), key.mark, randomBytes(saltBytes)])
  yield head
  const box = chunkBox(key, head)
  const reader = readBytes(source)
  let chunk = await reader.take(chunkBytes)
  for (let index = 0; ; index++) {
    const next = await reader.take(chunkBytes)
    const isLast = next.length === 0
    yield box.seal(chunk, index, isLast)
    if (isLast) return
    chunk = next
  }
}

/** Gives out only what has been proven to be what was sealed. */
export async function* unseal(source: AsyncIterable<Buffer>, key: BackupKey): AsyncGenerator<Buffer, void> {
  const reader = readBytes(source)
  const head = await reader.take(headBytes)
  if (!head.subarray(0, magic.length).equals(magic)) {
    throw new BackupFailure(
      'backup/damaged',
      'This is no backup of Farline, or its beginning is damaged: give another file.',
    )
  }
  if (head.length < headBytes) throw cut()
  const foundFormat = head[magic.length] ?? 0
  if (foundFormat > format) {
    throw new BackupFailure(
      'backup/newer',
      `This backup has format ${foundFormat}, and this build reads up to ${format}: use the newer build that made it.`,
    )
  }
  const mark = head.subarray(magic.length + 1, magic.length + 1 + markBytes)
  if (foundFormat !== format || !mark.equals(key.mark)) {
    throw new BackupFailure(
      'backup/wrong-key',
      `This backup was sealed under the key marked ${mark.toString('hex')}, and the key file holds ${key.mark.toString('hex')}: give the other --key-file.`,
    )
  }
  const box = chunkBox(key, head)
  for (let index = 0; ; index++) {
    const word = await reader.take(4)
    if (word.length < 4) throw cut()
    const isLast = (word.readUInt32BE() & lastFlag) !== 0
    const length = word.readUInt32BE() & ~lastFlag
    if (length > chunkBytes) throw damaged(index)
    const sealed = await reader.take(length + tagBytes)
    if (sealed.length < length + tagBytes) throw cut()
    yield box.open(sealed, index, isLast)
    if (!isLast) continue
    if ((await reader.take(1)).length > 0) throw damaged(index + 1)
    return
  }
}

function chunkBox(key: BackupKey, head: Buffer) {
  const fileKey = Buffer.from(hkdfSync('sha256', key.secret, head.subarray(-saltBytes), 'farline/backup/1', 32))
  const nonce = (index: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUIntBE(index, 6, 6)
    return bytes
  }
  const additional = (isLast: boolean) => Buffer.concat([head, Buffer.from([Number(isLast)])])
  return {
    seal(plain: Buffer, index: number, isLast: boolean): Buffer {
      const cipher = createCipheriv('aes-256-gcm', fileKey, nonce(index)).setAAD(additional(isLast))
      const word = Buffer.alloc(4)
      word.writeUInt32BE((plain.length | (isLast ? lastFlag : 0)) >>> 0)
      return Buffer.concat([word, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed: Buffer, index: number, isLast: boolean): Buffer {
      const decipher = createDecipheriv('aes-256-gcm', fileKey, nonce(index), { authTagLength: tagBytes })
        .setAAD(additional(isLast))
        .setAuthTag(sealed.subarray(-tagBytes))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
      } catch {
        throw damaged(index)
      }
    },
  }
}

const damaged = (index: number) =>
  new BackupFailure(
    'backup/damaged',
    `This backup is damaged at its part ${index + 1}: nothing was restored; fetch the file again, or use another backup.`,
  )

const cut = () =>
  new BackupFailure(
    'backup/damaged',
    'This backup ends too early: nothing was restored; fetch the file again, or use another backup.',
  )
