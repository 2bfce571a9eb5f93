import type { Instant } from '#shared/kit/clock.ts'

const warningMs = 48 * 60 * 60 * 1000

/** Without the server, a desk erases itself at `keptUntilAt`; 0: never. Two days before is early enough to find a network. */
export const isSoonErased = (keptUntilAt: Instant, now: Instant): boolean =>
  keptUntilAt > 0 && keptUntilAt - now < warningMs
