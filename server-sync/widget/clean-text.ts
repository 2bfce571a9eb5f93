import type { messageMaxLength } from '#shared/domain/message/message-limits.ts'

/** UTF-16 units. The type keeps it equal to the server's number; the value alone must not bring a validator along. */
export const longestText: typeof messageMaxLength = 8_000

/** What the server would refuse to store, taken out: NUL, and halves of characters that a careless paste leaves behind. */
export function cleanText(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()
}
