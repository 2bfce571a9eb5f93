import { z } from 'zod'

/** Ids only: what stands in an address may end in a list of recent files, a history or a log. */
const opaqueId = () => z.string().regex(/^[\w-]{1,36}$/)

/** What a window shows. */
export const windowPlaceSchema = z.discriminatedUnion('kind', [
  /** All conversations of this desk. There may be several such windows. */
  z.strictObject({ kind: z.literal('main') }),
  z.strictObject({ kind: z.literal('conversation'), conversationId: opaqueId() }),
  z.strictObject({ kind: z.literal('knowledge') }),
  z.strictObject({ kind: z.literal('settings') }),
  z.strictObject({ kind: z.literal('softphone') }),
  z.strictObject({ kind: z.literal('wallboard') }),
])
export type WindowPlace = z.infer<typeof windowPlaceSchema>
export type WindowKind = WindowPlace['kind']

/** The part of a page's address that names its place; empty for the main window. */
export function searchOfPlace(place: WindowPlace): string {
  if (place.kind === 'main') return ''
  if (place.kind === 'conversation') return `?conversation=${place.conversationId}`
  return `?window=${place.kind}`
}

/** Null for an address that no place of ours has. */
export function placeOfSearch(search: string): WindowPlace | null {
  const conversationId = valueIn(search, 'conversation')
  const kind = valueIn(search, 'window') ?? 'main'
  const parsed = windowPlaceSchema.safeParse(
    conversationId === undefined ? { kind } : { kind: 'conversation', conversationId },
  )
  return parsed.success ? parsed.data : null
}

export function isSamePlace(one: WindowPlace, other: WindowPlace): boolean {
  return searchOfPlace(one) === searchOfPlace(other)
}

/** As it stands: no value of ours needs escaping, so one that is escaped is none of ours. */
function valueIn(search: string, name: string): string | undefined {
  const pairs = search.replace(/^\?/, '').split('&')
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}
