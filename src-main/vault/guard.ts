import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { deriveKey } from '../keys/sealer.ts'

/** What stands between a password and the keys it opens, without the server. */
export const guardSchema = z.strictObject({
  /** Wrong passwords in a row. */
  failures: z.int().min(0),
  nextTryAt: z.int().min(0),
  /** Without the server until then, the desk erases itself. */
  keptUntilAt: z.int().min(0),
  /** The latest that the clock ever showed here: one that is set back wins no time. */
  seenAt: z.int().min(0),
})
export type Guard = z.infer<typeof guardSchema>

const freeTries = 4
const firstWaitMs = 30_000
const longestWaitMs = 3_600_000
/** From here on only the server opens the desk. */
export const triesMax = 10

/** After a wrong password: from the fifth on each one costs twice the wait of the one before. */
export function afterFailure(guard: Guard, now: number): Guard {
  const failures = guard.failures + 1
  const over = failures - freeTries
  const waitMs = over > 0 ? Math.min(longestWaitMs, firstWaitMs * 2 ** (over - 1)) : 0
  return seen({ ...guard, failures, nextTryAt: waitMs > 0 ? now + waitMs : 0 }, now)
}

export const afterSuccess = (guard: Guard, now: number): Guard => seen({ ...guard, failures: 0, nextTryAt: 0 }, now)

/** The server has been heard: it knows this desk, and the clock cannot be wrong by more than that. */
export const afterServer = (guard: Guard, now: number, keptForMs: number): Guard => ({
  ...guard,
  keptUntilAt: now + keptForMs,
  seenAt: now,
})

export const seen = (guard: Guard, now: number): Guard => ({ ...guard, seenAt: Math.max(guard.seenAt, now) })

export const needsServer = ({ failures }: Guard): boolean => failures >= triesMax

export const isExpired = ({ keptUntilAt, seenAt }: Guard, now: number): boolean => Math.max(now, seenAt) >= keptUntilAt

/** How long until the next try; a clock that was set back does not make it longer than it can ever be. */
export function waitMs({ nextTryAt }: Guard, now: number): number {
  return Math.min(Math.max(0, nextTryAt - now), longestWaitMs)
}

/** Notices a guard that was written by somebody else, or comes from another desk. */
export function guardTag(installationKey: Uint8Array, replicaId: string, guard: Guard): string {
  const { failures, nextTryAt, keptUntilAt, seenAt } = guard
  return createHmac('sha256', deriveKey(installationKey, 'farline/guard'))
    .update(JSON.stringify([replicaId, failures, nextTryAt, keptUntilAt, seenAt]))
    .digest('base64')
}

export function isGuardTag(installationKey: Uint8Array, replicaId: string, guard: Guard, tag: string): boolean {
  const expected = Buffer.from(guardTag(installationKey, replicaId, guard))
  const given = Buffer.from(tag)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
