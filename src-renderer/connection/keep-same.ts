/**
 * `after`, made of the very objects of `before` wherever both say the same: whoever draws `after` can tell by identity what
 * has changed. For plain JSON. Of lists, what was put in, taken out or changed may stand in one place; around it all is kept.
 */
export function keepSame<Value>(before: unknown, after: Value): Value {
  if (Object.is(before, after)) return after
  if (Array.isArray(before) && Array.isArray(after)) return keepSameItems(before, after) as Value
  if (isRecord(before) && isRecord(after)) return keepSameFields(before, after) as Value
  return after
}

function keepSameItems(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const kept = [...after]
  const shift = before.length - after.length
  let start = 0
  const sameAt = (index: number, offset: number) => {
    kept[index] = keepSame(before[index + offset], after[index])
    return kept[index] === before[index + offset]
  }
  const shorter = Math.min(before.length, after.length)
  while (start < shorter && sameAt(start, 0)) start++
  if (start === shorter && shift === 0) return before
  let end = after.length - 1
  while (end >= start && end + shift >= start && sameAt(end, shift)) end--
  return kept
}

function keepSameFields(before: Fields, after: Fields): Fields {
  const names = Object.keys(after)
  const kept = names.map((name): [string, unknown] => [name, keepSame(before[name], after[name])])
  const isSame =
    names.length === Object.keys(before).length &&
    kept.every(([name, value]) => Object.hasOwn(before, name) && value === before[name])
  return isSame ? before : Object.fromEntries(kept)
}

type Fields = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
