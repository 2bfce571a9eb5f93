import { useState } from 'react'
import { useTimeLeft } from '../../parts/use-time-left.ts'
import { useAttempt } from '../../parts/use-attempt.ts'
import type { DoorOutcome, DoorProblem } from './door-outcome.ts'
import { useDoorWords } from './use-door-words.ts'

/** Password first, and a code where one is asked for. `Given`: what is kept between the two. */
export function useDoor<Given>(
  asked: 'signIn' | 'unlock',
  try_: (given: Given, code?: string) => Promise<DoorOutcome>,
) {
  const words = useDoorWords(asked)
  const attempt = useAttempt<DoorProblem>(words)
  /** What was accepted so far: only a code is missing. */
  const [accepted, setAccepted] = useState<Given | null>(null)
  // Once in, the session closes this page: until then nothing more can be pressed.
  const [isIn, setIsIn] = useState(false)
  const isWaiting = useTimeLeft(attempt.problem?.nextTryAt ?? 0) > 0

  const go = (given: Given, code?: string) =>
    attempt.run(async () => {
      const outcome = await try_(given, code)
      if (outcome.is === 'in') {
        setIsIn(true)
        return null
      }
      if (outcome.is === 'code-needed') {
        setAccepted(given)
        return null
      }
      // The password was changed in between: all of it again.
      if (outcome.problem.kind === 'wrong-password' || outcome.problem.kind === 'incomplete') setAccepted(null)
      return outcome.problem
    })
  return {
    problem: attempt.problem,
    isUnderWay: attempt.isUnderWay || isIn,
    isWaiting,
    accepted,
    go,
    back() {
      attempt.forget()
      setAccepted(null)
    },
  }
}
