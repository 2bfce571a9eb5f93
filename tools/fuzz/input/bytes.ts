import type { Json } from '#shared/kit/json.ts'
import { textOf } from './text-of.ts'

/** Bytes as JSON, so that an input with them can be kept as a text: most are text, and the huge ones are told, not written out. */
export type Bytes =
  | string
  | { readonly base64: string }
  | { readonly before: string; readonly repeat: string; readonly times: number; readonly after: string }

/** Nothing larger is made, whatever became of a description while it was made smaller. */
const bytesMax = 8 * 1024 * 1024

export function toBuffer(bytes: Json | undefined): Buffer {
  if (typeof bytes === 'string') return Buffer.from(bytes)
  const told = (bytes ?? {}) as Record<string, Json>
  if (typeof told['base64'] === 'string') return Buffer.from(told['base64'], 'base64')
  const repeat = textOf(told['repeat'])
  const times = Math.min(Number(told['times']) || 0, Math.floor(bytesMax / Math.max(1, repeat.length)))
  return Buffer.from(`${textOf(told['before'])}${repeat.repeat(times)}${textOf(told['after'])}`)
}

/** As text where it is text. */
export function fromBuffer(buffer: Buffer): Bytes {
  const text = buffer.toString('utf8')
  return Buffer.from(text).equals(buffer) ? text : { base64: buffer.toString('base64') }
}
