import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '../project-root.ts'

export interface DevelopmentCommand {
  readonly program: string
  readonly args: string[]
  readonly env: NodeJS.ProcessEnv
}

/** Built apart from what `npm run build` makes, so that neither is ever taken for the other. */
const folder = path.join(projectRoot, 'out/dev')

/**
 * A workstation whose parts are built again as they change: windows reload what changed, main starts anew.
 * @param electron its program file, or undefined for the browser host
 */
export async function developmentCommand(
  electron: string | undefined,
  hostArgs: string[],
): Promise<DevelopmentCommand> {
  const { name, productName, version } = JSON.parse(
    await readFile(path.join(projectRoot, 'package.json'), 'utf8'),
  ) as Record<string, string>
  await mkdir(folder, { recursive: true })
  const manifest = { name, productName, version, type: 'module', main: 'out/main/electron.js' }
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest))
  return {
    program: process.execPath,
    args: [
      path.join(projectRoot, 'node_modules/.bin/electron-vite'),
      ...['dev', '--watch', '--outDir', 'out/dev/out', '--entry', folder, '--', ...hostArgs],
    ],
    env: {
      ELECTRON_EXEC_PATH: path.join(import.meta.dirname, 'run-host.mjs'),
      ...(electron === undefined ? {} : { FARLINE_DEV_ELECTRON: electron }),
    },
  }
}
