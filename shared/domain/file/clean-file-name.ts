import { fileNameMaxLength } from './file-limits.ts'

/**
 * A name to be shown and kept under, out of what a stranger calls their file: no path, nothing that is invisible or turns the
 * reading direction, at most `fileNameMaxLength` UTF-16 units, never empty.
 */
export function cleanFileName(given: string): string {
  const bare = (given.split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return withEnding(bare === '' ? 'file' : bare, endingOf(bare))
}

/** Lower-case, without the dot; empty where there is none. A long one is none. */
export const endingOf = (name: string): string => /^.+\.([^. ]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? ''

/** The same name with this ending in place of its own, short enough. */
export function withEnding(name: string, ending: string): string {
  const own = endingOf(name)
  const stem = own === '' ? name : name.slice(0, -own.length - 1)
  const room = fileNameMaxLength - (ending === '' ? 0 : ending.length + 1)
  let kept = ''
  for (const character of stem) {
    // Never in the middle of a character.
    if (kept.length + character.length > room) break
    kept += character
  }
  const short = kept.replace(/[. ]+$/, '') || 'file'
  return ending === '' ? short : `${short}.${ending}`
}
