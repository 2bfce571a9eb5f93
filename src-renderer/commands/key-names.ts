/** What a person reads on their keyboard for a tinykeys pattern: `KeyG KeyI` is `G I`, `$mod+Enter` is `Ctrl+Enter`. */
export function keyNames(pattern: string, isMac: boolean): string {
  return pattern
    .split(' ')
    .map((press) =>
      press
        .replace(/^\[Shift\]\+\(\[\?.*$/, '?')
        .replace('$mod', isMac ? '⌘' : 'Ctrl')
        .replace(/Key([A-Z])$/, '$1')
        .replace(/Comma$/, ','),
    )
    .join(' ')
}

export const isMac = typeof navigator === 'object' && /Mac|iP(hone|ad)/.test(navigator.platform)
