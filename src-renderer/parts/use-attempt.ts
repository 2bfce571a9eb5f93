import { useRef, useState } from 'react'
import { announce } from '../ui/announcer.ts'

export interface Attempt<Problem> {
  readonly problem: Problem | null
  readonly isUnderWay: boolean
  /** What was refused stays on screen until the next attempt. Undefined: one was under way already, and this one was not made. */
  run(action: () => Promise<Problem | null>): Promise<Problem | null | undefined>
  forget(): void
}

/** One attempt of a form at a time. A problem is shown by the form and said here. */
export function useAttempt<Problem>(say: (problem: Problem) => string | null): Attempt<Problem> {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isUnderWay, setIsUnderWay] = useState(false)
  const isRunning = useRef(false)
  return {
    problem,
    isUnderWay,
    async run(action) {
      if (isRunning.current) return undefined
      isRunning.current = true
      setIsUnderWay(true)
      setProblem(null)
      try {
        const failed = await action()
        setProblem(failed)
        const words = failed === null ? null : say(failed)
        if (words !== null) announce(words, 'assertive')
        return failed
      } finally {
        isRunning.current = false
        setIsUnderWay(false)
      }
    },
    forget: () => setProblem(null),
  }
}
