import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../process/run-command.ts'
import { projectRoot } from '../project-root.ts'
import type { StartOptions } from './parse-options.ts'
import type { Problem } from './problem.ts'

export type HostChoice = { host: 'browser'; reason: string } | { host: 'electron'; reason: string; executable: string }

interface Surroundings {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  /** Finds Electron's executable, fetching it when it is not there yet. */
  findElectron(): Promise<string | undefined>
}

/** Electron is the product; the browser host stands in where there is no display or no Electron. */
export async function chooseHost(
  wish: StartOptions['host'],
  { platform, env, findElectron }: Surroundings,
): Promise<HostChoice | Problem> {
  if (wish === 'browser') return { host: 'browser', reason: 'chosen with --host browser' }
  const isDisplayless = platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']
  const executable = isDisplayless ? undefined : (env['FARLINE_ELECTRON'] ?? (await findElectron()))
  if (executable !== undefined) {
    return {
      host: 'electron',
      reason: wish === 'electron' ? 'chosen with --host electron' : 'a display and Electron are here',
      executable,
    }
  }
  const reason = isDisplayless ? 'there is no display' : 'Electron is not installed and could not be fetched'
  if (wish === 'auto') return { host: 'browser', reason }
  const remedy = isDisplayless
    ? 'log in with a desktop (or use xvfb-run)'
    : 'check the network, or name one in FARLINE_ELECTRON'
  return {
    problem: 'start/no-electron',
    message: `--host electron was asked for, but ${reason}: ${remedy}, or use --host browser.`,
  }
}

/** The electron package brings no binary of its own: its installer fetches one, and gives up at once where it may not. */
export async function findElectron(signal: AbortSignal, say: (message: string) => void): Promise<string | undefined> {
  const folder = path.join(projectRoot, 'node_modules/electron')
  const installed = () => {
    const pathFile = path.join(folder, 'path.txt')
    if (!existsSync(pathFile)) return undefined
    const executable = path.join(folder, 'dist', readFileSync(pathFile, 'utf8'))
    return existsSync(executable) ? executable : undefined
  }
  if (installed()) return installed()
  say('Fetching Electron …')
  await runCommand(process.execPath, [path.join(folder, 'install.js')], { timeoutMs: 180_000, signal })
  return installed()
}
