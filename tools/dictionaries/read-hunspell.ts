/** A dictionary as Hunspell's two files say it, with the flags of a word replaced by the number of their group, from 1. */
export interface SpellingDictionary {
  /** Whose work it is, from the head of the file of rules. */
  readonly comment: string
  readonly flagGroups: readonly string[]
  readonly affixRules: readonly string[]
  readonly replacements: readonly (readonly [string, string])[]
  readonly otherRules: readonly string[]
  /** The groups of a word; 0 is none. */
  readonly words: ReadonlyMap<string, ReadonlySet<number>>
}

/** What Chromium's format has no room for: such a dictionary is refused, rather than read wrongly. */
const unknownRules = /^(AF|AM|IGNORE|COMPLEXPREFIXES)\s/

/** @param aff rules, @param dic words; both in UTF-8, as the npm packages `dictionary-*` have them. See `man 5 hunspell`. */
export function readHunspell(aff: string, dic: string): SpellingDictionary {
  const groups = new Map<string, number>()
  const groupOf = (flags: string): number => {
    const known = groups.get(flags)
    if (known !== undefined) return known
    groups.set(flags, groups.size + 1)
    return groups.size
  }
  const lines = aff.replace(/^\uFEFF/, '').split(/\r?\n/)
  const head = lines.findIndex((line) => line !== '' && !line.startsWith('#'))
  const rules = lines.slice(head).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const unknown = rules.find((rule) => unknownRules.test(rule))
  if (unknown !== undefined) throw new Error(`a rule that Chromium's format does not have: ${unknown}`)
  const encoding = rules.find((rule) => rule.startsWith('SET '))
  if (!/^SET\s+UTF-8\s*$/.test(encoding ?? '')) throw new Error(`not in UTF-8: ${encoding}`)
  const affixRules = rules.filter(isAffix).map((rule) => affixRule(rule, groupOf))
  const words = readWords(dic, groupOf)
  return {
    comment: lines.slice(0, head).join('\n'),
    affixRules,
    words,
    flagGroups: [...groups.keys()],
    // The first only counts the others.
    replacements: rules.filter(isReplacement).slice(1).map(replacement),
    otherRules: rules.filter((rule) => !isAffix(rule) && !isReplacement(rule) && rule !== encoding),
  }
}

const isAffix = (rule: string) => /^[SP]FX\s/.test(rule)
const isReplacement = (rule: string) => /^REP\s/.test(rule)

/** `SFX D y ied/XY [^aeiou]y po:verb`: the flags become their group, what it says of grammar goes. */
function affixRule(rule: string, groupOf: (flags: string) => number): string {
  const [kind, flag, strip, add = '', condition = '.'] = rule.trim().split(/\s+/)
  const isHead = /^[YN]$/.test(strip ?? '') && /^\d+$/.test(add)
  const [letters, flags] = add.split('/')
  if (isHead || flags === undefined) return [kind, flag, strip, add, ...(isHead ? [] : [condition])].join(' ')
  return [kind, flag, strip, `${letters}/${groupOf(flags)}`, condition].join(' ')
}

/** `REP from to`, with `_` for a space. */
function replacement(rule: string): readonly [string, string] {
  const [, from = '', to = ''] = rule.trim().split(/\s+/)
  return [from.replaceAll('_', ' '), to.replaceAll('_', ' ')]
}

function readWords(dic: string, groupOf: (flags: string) => number): ReadonlyMap<string, ReadonlySet<number>> {
  const words = new Map<string, Set<number>>()
  // The first line only counts the others.
  for (const line of dic.split(/\r?\n/).slice(1)) {
    // After the word, what is said of its grammar.
    const entry = line
      .replace(/\t.*$/, '')
      .replace(/\s+[a-z]{2}:.*$/, '')
      .trimEnd()
    if (entry === '' || entry.startsWith('#')) continue
    const slash = entry.search(/(?<!\\)\//)
    const word = (slash < 1 ? entry : entry.slice(0, slash)).replaceAll('\\/', '/')
    const flags = slash < 1 ? '' : entry.slice(slash + 1).trim()
    const known = words.get(word) ?? new Set()
    words.set(word, known.add(flags === '' ? 0 : groupOf(flags)))
  }
  return words
}
