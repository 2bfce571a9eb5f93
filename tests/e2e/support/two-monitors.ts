import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface TwoMonitors {
  /** For the programs that are to show something on them. */
  readonly env: Record<string, string>
  /** The right one is taken away, or comes back. */
  unplug(): void
  plugIn(): void
  stop(): Promise<void>
}

const packages =
  'apt-get install -y --no-install-recommends xserver-xorg-core xserver-xorg-video-dummy x11-xserver-utils openbox'

/** 1280 × 1000 at 60 Hz; the dummy driver shows it to nobody. */
const modeline = ['half', '125', '1280', '1360', '1496', '1712', '1000', '1003', '1013', '1038']

const config = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
EndSection
Section "Device"
  Identifier "dummy"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-200
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "dummy"
  Monitor "monitor"
  DefaultDepth 24
EndSection
`

/**
 * An X server with two monitors side by side, 1280 × 1000 each, and a window manager. Not Xvfb: all that it shows is one
 * output, and Chromium counts outputs.
 */
export async function startTwoMonitors(): Promise<TwoMonitors> {
  for (const program of ['Xorg', 'xrandr', 'openbox']) {
    if (spawnSync('which', [program]).status !== 0) throw new Error(`${program} is missing. Run: ${packages}`)
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-x-'))
  const started: ChildProcess[] = []
  async function stop() {
    for (const child of started.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    }
    await rm(folder, { recursive: true, force: true })
  }

  try {
    const configFile = path.join(folder, 'xorg.conf')
    await writeFile(configFile, config)
    const display = await startXorg(configFile, path.join(folder, 'xorg.log'), started)
    const env = { DISPLAY: display }
    const randr = (...args: string[]) => {
      const { status, stderr } = spawnSync('xrandr', args, { env: { ...process.env, ...env }, encoding: 'utf8' })
      if (status !== 0) throw new Error(`xrandr ${args.join(' ')}: ${stderr}`)
    }
    randr('--newmode', ...modeline)
    for (const output of ['DUMMY0', 'DUMMY1']) randr('--addmode', output, 'half')
    randr('--output', 'DUMMY0', '--mode', 'half', '--pos', '0x0', '--primary')
    const right = (...change: string[]) => {
      randr('--output', 'DUMMY1', ...change)
      // Only whoever asks makes the server look what is connected, and Chromium does not ask.
      randr('--query')
    }
    const plugIn = () => right('--mode', 'half', '--pos', '1280x0')
    plugIn()
    started.push(spawn('openbox', ['--sm-disable'], { env: { ...process.env, ...env, HOME: folder }, stdio: 'ignore' }))
    return { env, plugIn, unplug: () => right('--off'), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Takes a free display and says which one, once it is ready. */
async function startXorg(configFile: string, logFile: string, started: ChildProcess[]): Promise<string> {
  const server = spawn(
    'Xorg',
    [
      ...['-config', configFile, '-logfile', logFile, '-displayfd', '3'],
      ...['-noreset', '-nolisten', 'tcp', '-novtswitch', '-sharevts'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  )
  started.push(server)
  const chosen = server.stdio[3]
  if (!chosen || !('setEncoding' in chosen)) throw new Error('Xorg has no way to say its display')
  const [line] = (await Promise.race([
    once(createInterface({ input: chosen }), 'line'),
    once(server, 'exit').then(() => Promise.reject(new Error('Xorg ended before it was ready'))),
  ])) as [string]
  return `:${line}`
}
