import type { LogDisk, LogFile } from './log-disk.ts'

const unfinished = (name: string) => `${name}.new`
const chunkBytes = 1024 * 1024

/** Part of another log file, taken over byte by byte. */
export interface Tail {
  readonly file: LogFile
  readonly from: number
  readonly to: number
}

/** Writes the next log beside the present one, flushed. The log is still the old one until `putInPlace`. */
export async function writeBeside(
  disk: LogDisk,
  name: string,
  lines: readonly Buffer[],
  tail?: Tail,
): Promise<LogFile> {
  const file = await disk.open(unfinished(name))
  try {
    await file.truncate(0)
    const head = Buffer.concat(lines)
    await file.write(head, 0)
    let length = head.length
    for (let at = tail?.from ?? 0; tail && at < tail.to; ) {
      const bytes = await tail.file.read(at, Math.min(chunkBytes, tail.to - at))
      if (bytes.length === 0) throw new Error('the log is shorter than it was')
      await file.write(bytes, length)
      at += bytes.length
      length += bytes.length
    }
    await file.flush()
    return file
  } catch (error) {
    await file.close().catch(() => undefined) // What went wrong before says more.
    throw error
  }
}

/** From here on the log is the new one, for whoever opens it by its name. Must be followed by `flushNames`. */
export const putInPlace = (disk: LogDisk, name: string): Promise<void> => disk.rename(unfinished(name), name)
