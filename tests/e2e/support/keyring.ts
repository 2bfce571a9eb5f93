import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface Keyring {
  /** For the programs that are to find it. */
  readonly env: Record<string, string>
  stop(): Promise<void>
}

const packages = 'apt-get install -y --no-install-recommends gnome-keyring dbus'
const startsWithinMs = 20_000

/** A real gnome-keyring, unlocked, on a session bus and in a home of its own: nothing of whoever runs the tests is touched. */
export async function startKeyring(): Promise<Keyring> {
  for (const program of ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon']) {
    if (spawnSync(program, ['--version']).error) throw new Error(`${program} is missing. Run: ${packages}`)
  }
  const home = await mkdtemp(path.join(tmpdir(), 'farline-keyring-'))
  const started: ChildProcess[] = []
  async function stop() {
    for (const child of started.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    }
    await rm(home, { recursive: true, force: true })
  }

  try {
    const own = { HOME: home, XDG_DATA_HOME: path.join(home, 'data'), XDG_RUNTIME_DIR: home }
    const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address'], own)
    started.push(bus)
    const [address] = (await once(createInterface({ input: bus.stdout! }), 'line')) as [string]
    const env = { ...own, DBUS_SESSION_BUS_ADDRESS: address }
    const daemon = start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], env)
    started.push(daemon)
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

function start(program: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(program, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] })
}
