import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface SessionBus {
  readonly address: string
  stop(): Promise<void>
}

const program = 'dbus-daemon'

/** A session bus of the test's own: nothing of whoever runs the tests is heard or told. */
export async function startSessionBus(env: Record<string, string> = {}): Promise<SessionBus> {
  if (spawnSync(program, ['--version']).error) {
    throw new Error(`${program} is missing. Run: apt-get install -y --no-install-recommends dbus`)
  }
  const daemon: ChildProcess = spawn(program, ['--session', '--nofork', '--print-address'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [address] = (await once(createInterface({ input: daemon.stdout! }), 'line')) as [string]
  return {
    address,
    async stop() {
      if (daemon.exitCode !== null || daemon.signalCode !== null) return
      const exited = once(daemon, 'exit')
      daemon.kill('SIGKILL')
      await exited
    },
  }
}
