import { takeDataDir } from './data-dir.ts'
import { endOrphans } from './end-orphans.ts'
import type { StartOptions } from './parse-options.ts'
import { PartList } from './part-list.ts'
import { isProblem, type Problem } from './problem.ts'
import type { Reporter } from './reporter.ts'
import { startEverything } from './start-everything.ts'

/** Starts what the options ask for, keeps it until `stop` is aborted or a part ends, and stops it. Gives back why it failed, if it did. */
export async function runFarline(
  options: StartOptions,
  reporter: Reporter,
  stop: AbortSignal,
): Promise<Problem | undefined> {
  const data = await takeDataDir(options.data, options)
  if (isProblem(data)) return data
  await endOrphans(data.orphans)

  const parts = new PartList(data, stop)
  try {
    const problem = await startEverything({ options, data, parts, reporter, stop })
    if (problem || stop.aborted) return problem
    return await parts.firstEnd()
  } finally {
    if (!parts.isEmpty) reporter.step('Stopping …')
    await parts.stopAll()
    await data.release()
  }
}
