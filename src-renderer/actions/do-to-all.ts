import type { Workstation } from '../connection/workstation-context.ts'
import type { Submitted, SubmitProblem } from './submit.ts'

/** So many share a flush; the window stays free between them. */
const atOnce = 25

export interface DoneToAll {
  readonly done: number
  /** Why it went no further. */
  readonly problem: SubmitProblem | null
}

/**
 * The same to each, in order, each a command of its own: what is refused of one concerns no other. Together they are one doing,
 * which is taken back as one.
 */
export async function doToAll<Subject>(
  { queries }: Pick<Workstation, 'queries'>,
  subjects: readonly Subject[],
  act: (subject: Subject) => Promise<Submitted>,
  onProgress: (done: number) => void,
): Promise<DoneToAll> {
  const commandIds: string[] = []
  let problem: SubmitProblem | null = null
  for (let from = 0; from < subjects.length && problem === null; from += atOnce) {
    for (const submitted of await Promise.all(subjects.slice(from, from + atOnce).map(act))) {
      if (submitted.saved) commandIds.push(submitted.commandId)
      else problem = submitted.problem
    }
    onProgress(commandIds.length)
  }
  if (commandIds.length > 1) await queries.doings.together({ commandIds })
  return { done: commandIds.length, problem }
}
