const wideScript = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u

/** Two letters of a Western name, one character of a name written without spaces; `·` where there is no name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = firstCharacter(words[0])
  if (first === undefined) return '·'
  if (wideScript.test(first)) return first
  const last = words.length > 1 ? firstCharacter(words.at(-1)) : undefined
  // Joined Arabic initials would read as a word of their own.
  if (/\p{Script=Arabic}/u.test(first)) return first
  return (first + (last ?? '')).toUpperCase()
}

function firstCharacter(word: string | undefined): string | undefined {
  return word === undefined ? undefined : [...word].find((character) => /[\p{L}\p{N}]/u.test(character))
}
