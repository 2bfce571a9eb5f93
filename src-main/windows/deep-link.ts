import { windowPlaceSchema } from '#shared/rpc/window-place-schema.ts'
import type { WindowPlace } from '#shared/rpc/window-place.ts'

export const linkScheme = 'farline'

/** `farline://conversation/<id>`; null for any other address. The id is no more than a name to look for. */
export function readDeepLink(link: string): WindowPlace | null {
  const [, conversationId] = /^farline:\/\/conversation\/([\w-]+)\/?$/.exec(link) ?? []
  const parsed = windowPlaceSchema.safeParse({ kind: 'conversation', conversationId })
  return parsed.success ? parsed.data : null
}

/** The link among the words that a program was started with, as the system hands it over; undefined without one. */
export function deepLinkAmong(args: readonly string[]): string | undefined {
  return args.find((arg) => arg.toLowerCase().startsWith(`${linkScheme}:`))
}
