import { runCommand } from '../process/run-command.ts'
import path from 'node:path'
import { projectRoot } from '../project-root.ts'
import { writeNotices } from '../package/notices/write-notices.ts'
import { writeDictionaries } from '../dictionaries/write-dictionaries.ts'
import { saveBuildStamp } from './build-stamp.ts'

const builds = [
  { name: 'workstation', args: ['node_modules/.bin/electron-vite', 'build'] },
  { name: "administration's page", args: ['node_modules/.bin/vite', 'build', '--config', 'vite.admin.config.ts'] },
  { name: "chat's script", args: ['node_modules/.bin/vite', 'build', '--config', 'vite.widget.config.ts'] },
  { name: "chat's frame", args: ['node_modules/.bin/vite', 'build', '--config', 'vite.chat-frame.config.ts'] },
]

export interface BuildFailure {
  name: string
  output: string
}

/** Builds everything that is not run from its source. Gives back what failed. */
export async function buildProject(signal?: AbortSignal): Promise<BuildFailure[]> {
  const results = await Promise.all(
    builds.map(async ({ name, args: [script, ...args] }) => {
      const file = path.join(projectRoot, script ?? '')
      const { code, output } = await runCommand(process.execPath, [file, ...args], { cwd: projectRoot, signal })
      return { name, output, code }
    }),
  )
  const failures = results.filter(({ code }) => code !== 0)
  if (failures.length > 0) return failures
  await writeDictionaries()
  const notShippable = await writeNotices()
  if (notShippable !== undefined) return [{ name: 'notices of what is shipped', output: notShippable }]
  await saveBuildStamp()
  return []
}
