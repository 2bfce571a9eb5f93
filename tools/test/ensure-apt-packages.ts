import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { runCommand } from '../process/run-command.ts'

/** Newer Debians renamed libraries to …t64: any name of a row will do. */
const forTests: readonly (readonly string[])[] = [
  ['chromium'],
  ['xvfb'],
  ['xauth'],
  ['xdotool'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnotify4'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  // Two monitors and a window manager for the test of the windows.
  ['xserver-xorg-core'],
  ['xserver-xorg-video-dummy'],
  ['x11-xserver-utils'],
  ['openbox'],
  // A real keyring for the test of the key store.
  ['gnome-keyring'],
  ['dbus'],
  // Looks at what a package would put into people's menus.
  ['desktop-file-utils'],
  // A clock of days later for the desk that erases itself.
  ['faketime'],
  // Reads what was printed to a PDF.
  ['poppler-utils'],
  // A mail server for what customers are sent.
  ['python3-aiosmtpd'],
]

/** Installs what the browser and Electron suites, or others, need from the system. Gives back one sentence when it cannot. */
export async function ensureAptPackages(
  say: (line: string) => void,
  wanted: readonly (readonly string[])[] = forTests,
): Promise<string | undefined> {
  const missing: string[] = []
  for (const names of wanted) {
    if (!(await isAnyInstalled(names))) missing.push(await availableName(names))
  }
  if (missing.length === 0) return undefined
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0) return `Packages from Debian are missing. Run: sudo ${line}`
  say(`Installing from Debian: ${missing.join(' ')} …`)
  if (!(await apt(['update'])) || !(await apt(line.split(' ').slice(1)))) return `This failed, see above: ${line}`
  return undefined
}

async function isAnyInstalled(names: readonly string[]): Promise<boolean> {
  const { output } = await runCommand('dpkg-query', ['-W', '-f', '${Status}\n', ...names])
  return output.includes('install ok installed')
}

async function availableName(names: readonly string[]): Promise<string> {
  for (const name of names.slice(1)) {
    if ((await runCommand('apt-cache', ['show', name])).code === 0) return name
  }
  return names[0] ?? ''
}

async function apt(args: string[]): Promise<boolean> {
  const child = spawn('apt-get', ['-q', '-o', 'Dpkg::Use-Pty=0', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = (await once(child, 'close').catch(() => [1])) as [number | null]
  return code === 0
}
