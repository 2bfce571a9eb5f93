/** Whether every word typed begins or stands somewhere in the text; case, accents and width do not matter. */
export function matches(words: string, text: string): boolean {
  const plainText = plain(text)
  return plain(words)
    .split(/\s+/)
    .every((word) => plainText.includes(word))
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim()
