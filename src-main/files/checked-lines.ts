import type { z } from 'zod'
import { crc32 } from './crc32.ts'

const lineEnd = 0x0a

/** One record of a file that is only ever added to: `<crc32 of the rest> <rest>`. */
export function checkedLine(rest: string): Buffer {
  return Buffer.from(`${crc32(Buffer.from(rest))} ${rest}\n`)
}

/**
 * Null: it was torn or has changed.
 * @param line without its line end
 */
export function checkedRest(line: Buffer): string | null {
  const rest = line.subarray(9)
  return line.subarray(0, 8).toString('latin1') === crc32(rest) && line[8] === 0x20 ? rest.toString('utf8') : null
}

/** Complete lines only: what has no line end was never finished. */
export function* linesOf(bytes: Buffer) {
  let start = 0
  for (let at = bytes.indexOf(lineEnd); at !== -1; at = bytes.indexOf(lineEnd, start)) {
    yield { line: bytes.subarray(start, at), start, end: at + 1 }
    start = at + 1
  }
}

export function parseJsonAs<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null // Not JSON.
  }
}
