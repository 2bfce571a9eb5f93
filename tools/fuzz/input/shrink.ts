import type { Json } from '#shared/kit/json.ts'

type Fails = (candidate: Json) => Promise<boolean>

/**
 * The smallest input that still fails: parts are left out, texts halved and values made plain, as long as it goes on failing.
 * @param triesMax bounds the time it takes
 */
export async function shrink(input: Json, fails: Fails, triesMax: number): Promise<Json> {
  let best = input
  let tries = 0
  for (let hasShrunk = true; hasShrunk && tries < triesMax; ) {
    hasShrunk = false
    for (const candidate of smaller(best)) {
      if (++tries > triesMax) break
      if (!(await fails(candidate))) continue
      best = candidate
      hasShrunk = true
      break
    }
  }
  return best
}

/** Each is a little simpler than the value, the boldest first. */
function* smaller(value: Json): Generator<Json> {
  if (typeof value === 'string') yield* shorterTexts(value)
  else if (typeof value === 'number') {
    if (value !== 0) yield 0
    if (Math.abs(value) > 1) yield Math.trunc(value / 2)
  } else if (Array.isArray(value)) yield* smallerLists(value as readonly Json[])
  else if (typeof value === 'object' && value !== null) yield* smallerObjects(value as { readonly [key: string]: Json })
}

function* shorterTexts(text: string): Generator<Json> {
  if (text === '') return
  yield ''
  // JSON within: it stays JSON while it becomes smaller.
  const within = parsed(text)
  if (typeof within === 'object' && within !== null) {
    for (const simpler of smaller(within)) yield JSON.stringify(simpler)
    return
  }
  const half = text.length >> 1
  if (half > 0) yield text.slice(0, half)
  if (half > 0) yield text.slice(half)
  if (text.length < 40) for (let at = 0; at < text.length; at++) yield text.slice(0, at) + text.slice(at + 1)
}

function* smallerLists(list: readonly Json[]): Generator<Json> {
  for (let size = list.length; size >= 1; size >>= 1)
    for (let from = 0; from < list.length; from += size) yield [...list.slice(0, from), ...list.slice(from + size)]
  for (const [index, item] of list.entries()) for (const simpler of smaller(item)) yield list.with(index, simpler)
}

function* smallerObjects(object: { readonly [key: string]: Json }): Generator<Json> {
  const entries = Object.entries(object)
  // `fromEntries` defines fields, so that one called __proto__ stays one.
  for (const [index] of entries.entries()) yield Object.fromEntries(entries.toSpliced(index, 1))
  for (const [index, [key, field]] of entries.entries())
    for (const simpler of smaller(field)) yield Object.fromEntries(entries.with(index, [key, simpler]))
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
