/** Ids only: what stands in an address may end in a list of recent files, a history or a log. */
export const opaqueIdPattern = /^[\w-]{1,36}$/

/** Places of which there is one, but for the main window: of that there may be several, and each shows all of this desk. */
export const plainKinds = ['main', 'knowledge', 'settings', 'softphone', 'wallboard', 'team'] as const

/** What a window shows. Its validator stands apart, in window-place-schema.ts: windows start without the library for it. */
export type WindowPlace =
  | { readonly kind: (typeof plainKinds)[number] }
  | { readonly kind: 'conversation'; readonly conversationId: string }
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
  if (conversationId !== undefined)
    return opaqueIdPattern.test(conversationId) ? { kind: 'conversation', conversationId } : null
  const wanted = valueIn(search, 'window') ?? 'main'
  const kind = plainKinds.find((known) => known === wanted)
  return kind === undefined ? null : { kind }
}

export function isSamePlace(one: WindowPlace, other: WindowPlace): boolean {
  return searchOfPlace(one) === searchOfPlace(other)
}

/** As it stands: no value of ours needs escaping, so one that is escaped is none of ours. */
function valueIn(search: string, name: string): string | undefined {
  const pairs = search.replace(/^\?/, '').split('&')
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}
