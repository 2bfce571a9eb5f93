const tones = 6

/** The same tone for the same id on every desk: 1 … 6. */
export function toneOf(id: string): number {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return (sum % tones) + 1
}
