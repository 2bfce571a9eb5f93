import type { Instant } from '#shared/kit/clock.ts'

/** As long as a reply can be delayed. Also change `undoMaxMs` in shared/domain/message/send.ts. */
const mostSeconds = 30

/** Whole seconds until the server lets a reply go; undefined where the two clocks differ too much to say. */
export function secondsLeft(dueAt: Instant, now: Instant): number | undefined {
  const left = Math.ceil((dueAt - now) / 1_000)
  return left > 0 && left <= mostSeconds ? left : undefined
}
