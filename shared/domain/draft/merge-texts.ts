/** Nothing of either is lost: `earlier` and `later` under one another. */
export const joinTexts = (earlier: string, later: string): string =>
  earlier === '' || later === '' ? earlier + later : `${earlier}${gap}${later}`

const gap = '\n\n'

/**
 * Two windows have written in one draft. `mine` was made of one of `bases` (the likeliest first), while `theirs` has come to be
 * what is kept. What stands in `theirs` as a block of mine is replaced by what I have made of it; otherwise mine goes first
 * and theirs below it.
 */
export function mergeTexts(bases: readonly string[], mine: string, theirs: string): string {
  if (bases.includes(theirs) || mine === theirs) return mine
  if (bases.length === 1 && bases[0] === mine) return theirs
  for (const base of bases) {
    const merged = replaceBlock(theirs, base, mine)
    if (merged !== null) return merged
  }
  return joinTexts(mine, theirs)
}

/** What is left of a draft once `sent` has been sent from it. */
export const withoutSent = (text: string, sent: string): string =>
  text === sent ? '' : (replaceBlock(text, sent, '') ?? text)

/** Null: `block` does not stand in `text` by itself, with a gap or an end on either side. */
function replaceBlock(text: string, block: string, by: string): string | null {
  if (block === '') return null
  for (let at = text.indexOf(block); at !== -1; at = text.indexOf(block, at + 1)) {
    const before = text.slice(0, at)
    const after = text.slice(at + block.length)
    const isBlock = (before === '' || before.endsWith(gap)) && (after === '' || after.startsWith(gap))
    if (!isBlock) continue
    if (by !== '') return before + by + after
    return joinTexts(before.slice(0, -gap.length), after.slice(gap.length))
  }
  return null
}
