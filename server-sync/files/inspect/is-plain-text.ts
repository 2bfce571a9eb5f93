import type { FileHandle } from 'node:fs/promises'

/** What a browser, a mail program or a shell would take for more than words. */
const markup = /^[\s\uFEFF]*(?:<(?:!doctype|html|head|body|script|svg|\?xml|\?php|!--|iframe|%)|#!|%!ps|\{\\rtf)/i
const headBytes = 4_096
const stepBytes = 256 * 1024

/**
 * Whether a file holds words and nothing else: no control characters but tabs and line breaks, in any encoding that leaves
 * those alone or in UTF-16 with its mark; and no markup or script at its beginning.
 */
export async function isPlainText(file: FileHandle, size: number): Promise<boolean> {
  const step = Buffer.alloc(Math.min(stepBytes, Math.max(size, 1)))
  let isWide = false
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(step, 0, step.length, at)
    if (bytesRead === 0) return false
    const bytes = step.subarray(0, bytesRead)
    if (at === 0) {
      isWide = bytes[0] === 0xff && bytes[1] === 0xfe
      const head = bytes.subarray(0, headBytes).toString(isWide ? 'utf16le' : 'latin1')
      if (markup.test(head.replace(/^ï»¿/, ''))) return false
    }
    if (!(isWide ? isWideText(bytes) : bytes.every(isTextByte))) return false
    at += bytesRead
  }
  return true
}

/** Steps are of an even length, so that no unit is cut. */
function isWideText(bytes: Buffer): boolean {
  for (let at = 0; at + 1 < bytes.length; at += 2) if (bytes[at + 1] === 0 && !isTextByte(bytes[at] ?? 0)) return false
  return bytes.length % 2 === 0
}

const isTextByte = (byte: number) =>
  (byte >= 0x20 && byte !== 0x7f) || byte === 9 || byte === 10 || byte === 13 || byte === 12
