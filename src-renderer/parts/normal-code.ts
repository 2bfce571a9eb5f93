/**
 * A code as the server knows it. People type and paste it with spaces, in full-width characters, or in the digits of their
 * own script.
 */
export function normalCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/\s/g, '')
  const digits = plain.replaceAll('-', '')
  return /^\d{6}$/.test(digits) ? digits : plain
}

/** Neither the digits nor a recovery code can be shorter, and the server takes none that is longer. */
export const isCode = (code: string) => code.length >= 6 && code.length <= 20
