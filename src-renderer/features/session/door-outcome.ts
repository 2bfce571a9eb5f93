import { type Instant, systemClock } from '#shared/kit/clock.ts'

export type DoorProblemKind =
  | 'incomplete'
  | 'incomplete-code'
  | 'wrong-password'
  | 'wrong-code'
  | 'too-many-tries'
  | 'server-unreachable'
  | 'device-revoked'
  | 'wiped'
  | 'workstation-unreachable'

export interface DoorProblem {
  readonly kind: DoorProblemKind
  /** Not before this instant another try; 0: now. */
  readonly nextTryAt: Instant
}

/** What came of trying to get in. The session itself says to every window that somebody is in. */
export type DoorOutcome =
  | { readonly is: 'in' }
  | { readonly is: 'code-needed' }
  | { readonly is: 'refused'; readonly problem: DoorProblem }

/** How the contract refuses at the door; what it says in one place only is left out by the other. */
export type DoorError =
  | { readonly code: 'TOO_MANY_TRIES'; readonly data: { readonly retryAfterMs: number } }
  | { readonly code: keyof typeof kinds | 'SECOND_FACTOR_NEEDED' }

const kinds = {
  WRONG_PASSWORD: 'wrong-password',
  WRONG_CODE: 'wrong-code',
  SERVER_UNREACHABLE: 'server-unreachable',
  DEVICE_REVOKED: 'device-revoked',
  WIPED: 'wiped',
} as const satisfies Record<string, DoorProblemKind>

export const refusedBy = (kind: DoorProblemKind, nextTryAt: Instant = 0): DoorOutcome => ({
  is: 'refused',
  problem: { kind, nextTryAt },
})

export function outcomeOf(error: DoorError, now: Instant = systemClock.now()): DoorOutcome {
  if (error.code === 'SECOND_FACTOR_NEEDED') return { is: 'code-needed' }
  if (error.code === 'TOO_MANY_TRIES') return refusedBy('too-many-tries', now + error.data.retryAfterMs)
  return refusedBy(kinds[error.code])
}
