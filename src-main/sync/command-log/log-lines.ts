import { z } from 'zod'
import { type Envelope, envelopeSchema } from '#shared/sync/envelope.ts'
import { checkedLine, checkedRest, parseJsonAs } from '../../files/checked-lines.ts'
import type { Sealer } from '../../keys/sealer.ts'

/**
 * One record a line: `<crc32 of the rest> <rest>`. The first line's rest is the header in JSON; every other's is
 * `<deviceSeq> <base64 of the sealed envelope>`. Only numbers and ids are readable.
 */
const headerSchema = z.strictObject({
  format: z.literal(1),
  logId: z.string().min(1).max(36),
  replicaId: z.string().max(36),
  /** Number of the last command that was left out when this file was written; its first record has the next one. */
  base: z.int().min(0).default(0),
})
export type LogHeader = z.infer<typeof headerSchema>

export const encodeHeader = (header: LogHeader): Buffer => checkedLine(JSON.stringify(header))

export function encodeRecord(envelope: Envelope, sealer: Sealer): Buffer {
  const sealed = sealer.seal(JSON.stringify(envelope), place(envelope.deviceSeq))
  return checkedLine(`${envelope.deviceSeq} ${sealed.toString('base64')}`)
}

/** @param line without its line end */
export function decodeHeader(line: Buffer): LogHeader | null {
  const rest = checkedRest(line)
  return rest === null ? null : parseJsonAs(headerSchema, rest)
}

export function decodeRecord(line: Buffer, sealer: Sealer): Envelope | null {
  const rest = checkedRest(line)
  const [seq, sealed] = rest?.split(' ') ?? []
  if (!seq || !sealed) return null
  const plain = sealer.open(Buffer.from(sealed, 'base64'), place(Number(seq)))
  const envelope = plain === null ? null : parseJsonAs(envelopeSchema, plain)
  return envelope?.deviceSeq === Number(seq) ? envelope : null
}

const place = (deviceSeq: number) => `command ${deviceSeq}`
