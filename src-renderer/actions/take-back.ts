import type { Workstation } from '../connection/workstation-context.ts'
import { type SubmitProblem, save } from './submit.ts'

/** Takes back what was done, be it one command or many; what could not be saved can still be taken back. */
export async function takeBack(
  { main, queries }: Pick<Workstation, 'main' | 'queries'>,
  doingId: string,
): Promise<{ readonly done: number; readonly problem: SubmitProblem | null }> {
  let done = 0
  for (const step of await queries.doings.steps({ id: doingId })) {
    const submitted = await save(main, step)
    if (!submitted.saved) return { done, problem: submitted.problem }
    done += 1
  }
  return { done, problem: null }
}
