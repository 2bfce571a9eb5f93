import { useState } from 'react'
import { type Instant, systemClock } from '#shared/kit/clock.ts'
import type { DoorProblem } from './door-outcome.ts'

/**
 * What the last try said, together with how long the session says that this desk takes no other: told by every window, also
 * by one that was opened after the tries. What was over before it opened is of no interest.
 */
export function useClosedUntil(problem: DoorProblem | null, nextTryAt: Instant): DoorProblem | null {
  const [openedAt] = useState(() => systemClock.now())
  const closedUntil = nextTryAt > openedAt ? nextTryAt : 0
  if (problem === null && closedUntil === 0) return null
  return {
    kind: problem?.kind ?? 'too-many-tries',
    nextTryAt: Math.max(problem?.nextTryAt ?? 0, closedUntil),
  }
}
