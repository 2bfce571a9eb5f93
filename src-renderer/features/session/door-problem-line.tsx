import { FormProblem } from '../../parts/form-problem.tsx'
import type { DoorProblem } from './door-outcome.ts'
import { TryAgain } from './try-again.tsx'
import { useDoorWords } from './use-door-words.ts'

interface DoorProblemLineProps {
  id: string
  problem: DoorProblem | null
  asked: 'signIn' | 'unlock'
}

export function DoorProblemLine({ id, problem, asked }: DoorProblemLineProps) {
  const words = useDoorWords(asked)
  if (problem === null) return null
  return (
    <FormProblem id={id}>
      {problem.kind === 'too-many-tries' ? null : words(problem)}{' '}
      {problem.nextTryAt === 0 ? null : <TryAgain at={problem.nextTryAt} />}
    </FormProblem>
  )
}
