import type { Envelope } from '#shared/sync/envelope.ts'
import type { Sealer } from '../../keys/sealer.ts'
import { type LogHeader, decodeHeader, decodeRecord } from './log-lines.ts'

export interface LogScan {
  readonly header: LogHeader | null
  /** Everything that could be read, in order. */
  readonly envelopes: readonly Envelope[]
  /** Up to here the file is whole. What follows was being written when the power went: nobody was told "saved". */
  readonly wholeBytes: number
  readonly tornBytes: number
  /** Something before the last readable record cannot be read or is missing: this was saved once. */
  readonly isDamaged: boolean
}

const lineEnd = 0x0a

export function scanLog(bytes: Buffer, sealer: Sealer): LogScan {
  const envelopes: Envelope[] = []
  let header: LogHeader | null = null
  let wholeBytes = 0
  let hasBadLine = false
  let isDamaged = false
  for (const { line, start, end } of linesOf(bytes)) {
    const decodedHeader = start === 0 ? decodeHeader(line) : null
    const envelope = decodedHeader ? null : decodeRecord(line, sealer)
    if (!decodedHeader && !envelope) {
      hasBadLine = true
      continue
    }
    header ??= decodedHeader
    if (envelope) {
      isDamaged ||= hasBadLine || envelope.deviceSeq !== (envelopes.at(-1)?.deviceSeq ?? 0) + 1
      envelopes.push(envelope)
    }
    wholeBytes = end
  }
  return { header, envelopes, wholeBytes, tornBytes: bytes.length - wholeBytes, isDamaged }
}

/** Complete lines only: what has no line end was never finished. */
function* linesOf(bytes: Buffer) {
  let start = 0
  for (let at = bytes.indexOf(lineEnd); at !== -1; at = bytes.indexOf(lineEnd, start)) {
    yield { line: bytes.subarray(start, at), start, end: at + 1 }
    start = at + 1
  }
}
