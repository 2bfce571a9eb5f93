// @ts-check
// Runs on the Node a machine happens to have (20 or newer) and on nothing else: it makes sure the dependencies are there, then hands
// over to the Node that came with them.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs `script` (TypeScript, from the project's root) on the project's own Node, after `npm ci` where it is needed.
 * @param {string} script
 * @param {{ onProblem: (message: string) => void }} options
 */
export async function runOnProjectNode(script, { onProblem }) {
  if (!dependenciesAreInstalled(root) && !(await install())) {
    onProblem('The dependencies could not be installed: see what npm says above, check the network, then run it again.')
    process.exit(1)
  }
  const node = projectNode()
  if (node === undefined) {
    onProblem(
      `No Node 24 for ${process.platform} ${process.arch} came with the dependencies: install Node 24, then run it again.`,
    )
    process.exit(1)
  }
  const env = { ...process.env, PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}` }
  const child = spawn(node, [path.join(root, script), ...process.argv.slice(2)], {
    cwd: process.cwd(),
    env,
    stdio: 'inherit',
  })
  // The child decides when it is done. After Ctrl+C in a terminal it hears of it twice, which it does not mind.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal))
  }
  // npm runs us through a shell, which dies of a signal without handing it on: then we have another parent than we began with.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250)
  child.on('exit', (code) => process.exit(code ?? 1))
}

async function install() {
  console.error('Installing dependencies (npm ci, about two minutes the first time) …')
  // npm's own lines go to standard error: standard output belongs to the script.
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  const startedAt = Date.now()
  const progress = setInterval(() => {
    console.error(`… still installing, ${Math.round((Date.now() - startedAt) / 1000)} s`)
  }, 10_000)
  const [code] = await once(npm, 'close').catch((error) => {
    console.error(error.message)
    return [1]
  })
  clearInterval(progress)
  if (code === 0) writeFileSync(stampFile(root), lockHash(root))
  return code === 0
}

/** Says which lock file our own last `npm ci` followed. @param {string} project */
const stampFile = (project) => path.join(project, 'node_modules/.farline-installed')

/** @param {string} project */
const lockHash = (project) =>
  createHash('sha256')
    .update(readFileSync(path.join(project, 'package-lock.json')))
    .digest('hex')

/**
 * True when our own last `npm ci` followed this package-lock.json, or when what is in node_modules (put there by hand) is what it
 * asks for on this platform.
 * @param {string} project
 */
export function dependenciesAreInstalled(project) {
  const stamp = stampFile(project)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(project)) return true
  const installedFile = path.join(project, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(([name, { version, optional, devOptional }]) => {
    if (name === '') return true
    const isAbsent = installed[name] === undefined
    return isAbsent ? optional === true || devOptional === true : installed[name].version === version
  })
}

function projectNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const own = path.join(
    root,
    `node_modules/node-${platform}-${process.arch}/bin/node${platform === 'win' ? '.exe' : ''}`,
  )
  if (existsSync(own)) return own
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined
}
