import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { runCommand, type CommandResult } from '../process/run-command.ts'
import { projectRoot } from '../project-root.ts'

/** The project's gates without its code. */
const configuration = [
  'package.json',
  'biome.json',
  '.oxlintrc.json',
  'knip.config.ts',
  'tools/gates/layers.ts',
  'tools/gates/lint-plugin.ts',
  'tools/gates/not-used-yet.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.test.json',
  ...[
    'shared',
    'server-sync',
    'server-sync/widget',
    'server-sync/admin/page',
    'src-main',
    'src-preload',
    'src-renderer',
    'src-renderer/replica',
    'tools',
  ].map((folder) => `${folder}/tsconfig.json`),
]

export interface PlantedTree extends AsyncDisposable {
  /** Runs a script of the project (a path from its root) in the tree. */
  run(script: string, args: string[]): Promise<CommandResult>
}

/** A temporary project with our configuration, our dependencies and these files. */
export async function plantTree(files: Record<string, string>): Promise<PlantedTree> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'farline-planted-'))
  await symlink(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'))
  for (const file of configuration) await cp(path.join(projectRoot, file), path.join(folder, file))
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true })
    await writeFile(path.join(folder, file), text)
  }
  return {
    run: (script, args) => runCommand(process.execPath, [path.join(projectRoot, script), ...args], { cwd: folder }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
