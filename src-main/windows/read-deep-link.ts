import { windowPlaceSchema } from '#shared/rpc/window-place-schema.ts'
import type { WindowPlace } from '#shared/rpc/window-place.ts'

/** `farline://conversation/<id>`; null for any other address. The id is no more than a name to look for. */
export function readDeepLink(link: string): WindowPlace | null {
  const [, conversationId] = /^farline:\/\/conversation\/([\w-]+)\/?$/.exec(link) ?? []
  const parsed = windowPlaceSchema.safeParse({ kind: 'conversation', conversationId })
  return parsed.success ? parsed.data : null
}
