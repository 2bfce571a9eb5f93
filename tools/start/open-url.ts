import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** Opens an address in whatever browser there is. It is a courtesy: where nothing opens it, the printed address is enough. */
export function openUrl(url: string, env: NodeJS.ProcessEnv = process.env): void {
  const opener = openerFor(process.platform, env)
  if (!opener) return
  const [program, ...args] = opener
  const child = spawn(program, [...args, url], { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}

function openerFor(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['cmd', '/c', 'start', '']
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined
  if (isOnPath('xdg-open', env)) return ['xdg-open']
  if (!isOnPath('chromium', env)) return undefined
  // Chromium's sandbox refuses to run as root.
  return process.getuid?.() === 0 ? ['chromium', '--no-sandbox'] : ['chromium']
}

function isOnPath(program: string, env: NodeJS.ProcessEnv): boolean {
  return (env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
