import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startSessionBus } from './dbus/session-bus.ts'

export interface Keyring {
  /** For the programs that are to find it. */
  readonly env: Record<string, string>
  stop(): Promise<void>
}

const packages = 'apt-get install -y --no-install-recommends gnome-keyring dbus'
const startsWithinMs = 20_000

/** A real gnome-keyring, unlocked, on a session bus and in a home of its own: nothing of whoever runs the tests is touched. */
export async function startKeyring(): Promise<Keyring> {
  for (const program of ['dbus-send', 'gnome-keyring-daemon']) {
    if (spawnSync(program, ['--version']).error) throw new Error(`${program} is missing. Run: ${packages}`)
  }
  const home = await mkdtemp(path.join(tmpdir(), 'farline-keyring-'))
  const ending: (() => Promise<void>)[] = []
  async function stop() {
    for (const end of ending.toReversed()) await end()
    await rm(home, { recursive: true, force: true })
  }

  try {
    const own = { HOME: home, XDG_DATA_HOME: path.join(home, 'data'), XDG_RUNTIME_DIR: home }
    const bus = await startSessionBus(own)
    ending.push(bus.stop)
    const env = { ...own, DBUS_SESSION_BUS_ADDRESS: bus.address }
    const daemon = start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], env)
    ending.push(() => ended(daemon))
    daemon.stdin?.end('a password for the tests')
    await waitForSecrets(env)
    return { env, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Asks the bus, not the name itself: that would make the bus start a second keyring, a locked one. */
async function waitForSecrets(env: Record<string, string>): Promise<void> {
  const ask = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner']
  const until = Date.now() + startsWithinMs
  while (Date.now() < until) {
    const asked = start('dbus-send', [...ask, 'string:org.freedesktop.secrets'], env)
    let reply = ''
    asked.stdout?.on('data', (chunk: Buffer) => (reply += chunk.toString()))
    await once(asked, 'close')
    if (reply.includes('true')) return
  }
  throw new Error('gnome-keyring did not start')
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

function start(program: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(program, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] })
}
