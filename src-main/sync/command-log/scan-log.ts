import type { Envelope } from '#shared/sync/envelope.ts'
import { linesOf } from '../../files/checked-lines.ts'
import type { Sealer } from '../../keys/sealer.ts'
import { type LogHeader, decodeHeader, decodeRecord } from './log-lines.ts'

export interface LogScan {
  readonly header: LogHeader | null
  /** As the header says, or, where that cannot be read, the first record. */
  readonly logId: string | null
  /** Of what could be read, in order, what is needed in memory. */
  readonly envelopes: readonly Envelope[]
  /** Where each readable record begins. */
  readonly starts: readonly number[]
  /** Number of the newest readable record; the header's base when there is none. */
  readonly last: number
  /** Up to here the file is whole. What follows was being written when the power went: nobody was told "saved". */
  readonly wholeBytes: number
  readonly tornBytes: number
  /** Something before the last readable record cannot be read or is missing: this was saved once. */
  readonly isDamaged: boolean
}

export function scanLog(
  bytes: Buffer,
  sealer: Sealer,
  isNeeded: (envelope: Envelope) => boolean = () => true,
): LogScan {
  const envelopes: Envelope[] = []
  const starts: number[] = []
  let header: LogHeader | null = null
  let logId: string | null = null
  let last = 0
  let wholeBytes = 0
  let hasBadLine = false
  let isDamaged = false
  for (const { line, start, end } of linesOf(bytes)) {
    const decodedHeader = start === 0 ? decodeHeader(line) : null
    const envelope = decodedHeader ? null : decodeRecord(line, sealer)
    if (decodedHeader) {
      header = decodedHeader
      logId = header.logId
      last = header.base
    } else if (envelope) {
      logId ??= envelope.logId
      isDamaged ||= hasBadLine || envelope.deviceSeq !== last + 1
      last = envelope.deviceSeq
      starts.push(start)
      if (isNeeded(envelope)) envelopes.push(envelope)
    } else {
      hasBadLine = true
      continue
    }
    wholeBytes = end
  }
  return { header, logId, envelopes, starts, last, wholeBytes, tornBytes: bytes.length - wholeBytes, isDamaged }
}
