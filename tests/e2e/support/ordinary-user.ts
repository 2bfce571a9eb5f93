import { execFileSync } from 'node:child_process'
import { chmod, chown, copyFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Somebody who is not root, as agents are: only then does Chromium's sandbox run. */
export interface OrdinaryUser {
  /** Theirs, to write into. */
  readonly folder: string
  /** A command that runs what follows it as this user. */
  readonly runAs: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Takes a folder out of root's home and gives its `chrome-sandbox` the rights that an installer gives it. */
  installed(folder: string): Promise<string>
  remove(): Promise<void>
}

const name = 'farline-test'

/** Under root the user is made; whoever is ordinary already stays who they are. */
export async function becomeOrdinaryUser(): Promise<OrdinaryUser> {
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-user-'))
  const isRoot = process.getuid?.() === 0
  const { uid, gid } = isRoot ? makeUser() : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  await chmod(folder, 0o755)
  await chown(folder, uid, gid)
  const env: Record<string, string> = { HOME: folder, TMPDIR: folder, XDG_CACHE_HOME: folder, XDG_CONFIG_HOME: folder }
  const { XAUTHORITY } = process.env
  if (isRoot && XAUTHORITY) {
    // The key of the virtual display lies where only root may look.
    env['XAUTHORITY'] = path.join(folder, 'Xauthority')
    await copyFile(XAUTHORITY, env['XAUTHORITY'])
    await chown(env['XAUTHORITY'], uid, gid)
  }
  return {
    folder,
    runAs: isRoot ? ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'] : [],
    env,
    async installed(from) {
      if (!isRoot) return from
      const to = path.join(folder, 'program')
      await cp(from, to, { recursive: true })
      const sandbox = path.join(to, 'chrome-sandbox')
      await chown(sandbox, 0, 0)
      await chmod(sandbox, 0o4755)
      return to
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A program file that starts another one as this user: for whoever knows only how to start a file. */
export async function asProgram({ folder, runAs }: OrdinaryUser, executable: string): Promise<string> {
  if (runAs.length === 0) return executable
  const file = path.join(folder, 'as-ordinary-user')
  await writeFile(file, `#!/bin/sh\nexec ${runAs.join(' ')} '${executable}' "$@"\n`, { mode: 0o755 })
  return file
}

function makeUser(): { uid: number; gid: number } {
  const idOf = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: idOf('-u'), gid: idOf('-g') }
  } catch {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
    return { uid: idOf('-u'), gid: idOf('-g') }
  }
}
