import { type FileHandle, copyFile, mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { isMissing } from './file-errors.ts'
import { flushFolder } from './flush-folder.ts'

export interface LogFile {
  write(bytes: Uint8Array, position: number): Promise<void>
  /** Fewer bytes than asked for only where the file ends. */
  read(position: number, length: number): Promise<Buffer>
  /** After this, what was written survives a power cut. */
  flush(): Promise<void>
  truncate(length: number): Promise<void>
  close(): Promise<void>
}

/** The few things the command log needs of a disk; tests put in one that tears, lies and fills up. */
export interface LogDisk {
  /** Null when there is no such file. */
  read(name: string): Promise<Buffer | null>
  open(name: string): Promise<LogFile>
  copy(from: string, to: string): Promise<void>
  /** Atomic: when it rejects nothing has happened. Survives a power cut only after `flushNames`. */
  rename(from: string, to: string): Promise<void>
  flushNames(): Promise<void>
}

export async function openLogDisk(folder: string): Promise<LogDisk> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const at = (name: string) => path.join(folder, name)
  return {
    async read(name) {
      try {
        return await readFile(at(name))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async open(name) {
      const handle = await openOrCreate(at(name))
      await flushFolder(folder)
      return logFile(handle)
    },
    async copy(from, to) {
      await copyFile(at(from), at(to))
      const handle = await open(at(to), 'r+')
      await handle.sync()
      await handle.close()
      await flushFolder(folder)
    },
    rename: (from, to) => rename(at(from), at(to)),
    flushNames: () => flushFolder(folder),
  }
}

/** Not 'a': an appending handle ignores positions, and a failed write has to be written over. */
async function openOrCreate(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r+')
  } catch (error) {
    if (isMissing(error)) return open(file, 'wx+', 0o600)
    throw error
  }
}

function logFile(handle: FileHandle): LogFile {
  return {
    async write(bytes, position) {
      let written = 0
      while (written < bytes.length) {
        const result = await handle.write(bytes, written, bytes.length - written, position + written)
        written += result.bytesWritten
      }
    },
    async read(position, length) {
      const bytes = Buffer.alloc(length)
      let got = 0
      while (got < length) {
        const { bytesRead } = await handle.read(bytes, got, length - got, position + got)
        if (bytesRead === 0) break
        got += bytesRead
      }
      return bytes.subarray(0, got)
    },
    flush: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  }
}
