import type { Envelope } from '#shared/sync/envelope.ts'
import type { Sealer } from '../../keys/sealer.ts'
import type { LogFile } from '../../files/log-disk.ts'
import { decodeRecord } from './log-lines.ts'
import type { RecordPlaces } from './record-places.ts'

/** More than this is read in several calls. */
const readMaxBytes = 4 * 1024 * 1024

/** Saved once, whole when the log was opened, and unreadable now: opening the log anew repairs what can be repaired. */
export class LogUnreadable extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(what, options)
    this.name = 'LogUnreadable'
  }
}

export async function readRecords(
  file: LogFile,
  places: RecordPlaces,
  sealer: Sealer,
  after: number,
  limit: number,
): Promise<readonly Envelope[]> {
  const first = Math.max(after, places.base()) + 1
  let next = first
  const start = places.startOf(first)
  const isRoom = () => next === first || places.startOf(next + 1) - start <= readMaxBytes
  while (next <= places.last() && next - first < limit && isRoom()) next++
  const bytes = await readWhole(file, start, places.startOf(next) - start)
  return Array.from({ length: next - first }, (_, index) => {
    const deviceSeq = first + index
    // Without its line end.
    const line = bytes.subarray(places.startOf(deviceSeq) - start, places.startOf(deviceSeq + 1) - start - 1)
    const envelope = decodeRecord(line, sealer)
    if (envelope?.deviceSeq !== deviceSeq) throw new LogUnreadable(`record ${deviceSeq}`)
    return envelope
  })
}

async function readWhole(file: LogFile, start: number, length: number): Promise<Buffer> {
  try {
    const bytes = await file.read(start, length)
    if (bytes.length === length) return bytes
  } catch (cause) {
    throw new LogUnreadable('the disk does not answer', { cause })
  }
  throw new LogUnreadable('the log is shorter than it was')
}
