import { constants } from 'node:fs'
import { type FileHandle, link, mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { errorCode } from './error-code.ts'

/** Uploads until they are whole: always on this computer, where they are looked into. */
export interface IncomingStore {
  /** Bytes of an upload that are here; 0 where there are none. */
  arrived(uploadId: string): Promise<number>
  /**
   * Puts bytes behind the first `offset` ones. Resolves, also where `source` breaks off, when what came is on the disk.
   * @param onBytes each piece, once it is written
   * @returns how much of the upload is here. Throws when the disk fails.
   */
  append(
    uploadId: string,
    offset: number,
    source: AsyncIterable<Buffer>,
    onBytes: (bytes: Buffer) => void,
  ): Promise<number>
  /** Of an upload, to be looked into. */
  pathOf(uploadId: string): string
  /** What is left of an upload, if anything. */
  discard(uploadId: string): Promise<void>
  /** Whether this much more fits, with room left for everybody else on this disk. */
  hasRoomFor(bytes: number): Promise<boolean>
  /** Uploads of which something is here. */
  uploads(): Promise<readonly string[]>
}

/** Contents by what is in them (SHA-256 in hex), each once. */
export interface Contents {
  /**
   * Puts a whole upload into its place; on the disk, or with the provider, when it resolves. The same content twice is one.
   * May take as long as a network takes: never within a transaction that others wait for.
   */
  keep(uploadId: string, sha256: string): Promise<void>
  holds(sha256: string): Promise<boolean>
  /** `from` and `to` inclusive. `undefined`: there is no such content. */
  read(sha256: string, from: number, to: number): Promise<Readable | undefined>
  /** Nobody refers to it any more. */
  remove(sha256: string): Promise<void>
}

export type ContentStore = IncomingStore & Contents

/** So much is lost at most when the power fails in the middle of one request. */
const flushEveryBytes = 8 * 1024 * 1024
/** The database is on this disk as well. */
const roomLeftBytes = 1024 * 1024 * 1024

/** In a folder of this computer: `incoming/<upload>`, and `ab/cd/<sha256>` in hex. */
export async function openLocalStore(folder: string): Promise<ContentStore> {
  const incoming = await openIncoming(folder)
  return { ...incoming, ...localContents(folder, incoming.pathOf) }
}

export async function openIncoming(folder: string): Promise<IncomingStore> {
  const incoming = path.join(folder, 'incoming')
  await makeFolder(incoming)
  const pathOf = (uploadId: string) => path.join(incoming, uploadId)

  async function write(file: FileHandle, offset: number, source: AsyncIterable<Buffer>, onBytes: (b: Buffer) => void) {
    let at = offset
    let flushed = offset
    try {
      for await (const bytes of source) {
        await writeAll(file, bytes, at)
        onBytes(bytes)
        at += bytes.length
        if (at - flushed < flushEveryBytes) continue
        await file.datasync()
        flushed = at
      }
    } finally {
      await file.datasync()
    }
  }

  return {
    pathOf,
    arrived: (uploadId) => sizeOf(pathOf(uploadId)),
    async append(uploadId, offset, source, onBytes) {
      const file = await open(pathOf(uploadId), constants.O_RDWR | constants.O_CREAT, 0o600)
      try {
        if (offset === 0) await flushFolder(incoming)
        await write(file, offset, source, onBytes)
        return (await file.stat()).size
      } finally {
        await file.close()
      }
    },
    discard: (uploadId) => rm(pathOf(uploadId), { force: true }),
    async hasRoomFor(bytes) {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize > bytes + roomLeftBytes
    },
    uploads: () => readdir(incoming),
  }
}

/** The name of a content within its store: two short folders before it, so that none grows without end. */
export const contentName = (sha256: string) => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

function localContents(folder: string, pathOf: IncomingStore['pathOf']): Contents {
  const contentAt = (sha256: string) => path.join(folder, contentName(sha256))
  return {
    async keep(uploadId, sha256) {
      const target = contentAt(sha256)
      await makeFolder(path.dirname(target))
      try {
        await link(pathOf(uploadId), target)
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error
      }
      await flushFolder(path.dirname(target))
    },
    async holds(sha256) {
      return stat(contentAt(sha256)).then(
        () => true,
        (error: unknown) => {
          if (errorCode(error) === 'ENOENT') return false
          throw error
        },
      )
    },
    async read(sha256, from, to) {
      try {
        const file = await open(contentAt(sha256), 'r')
        // Nothing of it, where the range is empty: a stream would read all.
        if (to < from) {
          await file.close()
          return Readable.from([])
        }
        return file.createReadStream({ start: from, end: to })
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined
        throw error
      }
    },
    remove: (sha256) => rm(contentAt(sha256), { force: true }),
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0
    throw error
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

/** Each new folder is on the disk before anything is in it. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = folder; ; made = path.dirname(made)) {
    await flushFolder(path.dirname(made))
    if (made === first) return
  }
}

/** Windows has no such call and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}
