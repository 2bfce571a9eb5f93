import { existsSync } from 'node:fs'
import path from 'node:path'
import { demoSignIns } from '../../server-sync/demo/sign-ins.ts'
import { buildProject } from '../build/build-project.ts'
import { isBuilt } from '../build/build-stamp.ts'
import { ensureElectronRuntime } from '../electron-runtime/ensure-electron-runtime.ts'
import { chooseHost, findElectron } from './choose-host.ts'
import { demoPassword } from './demo-password.ts'
import { type Launch, people } from './launch.ts'
import { openUrl } from './open-url.ts'
import { portProblem } from './port-problem.ts'
import { isProblem, type Problem } from './problem.ts'
import { startWorkstations } from './start-workstations.ts'

/** From nothing to ready. Gives back the first thing that went wrong; the caller stops what was started until then. */
export async function startEverything(launch: Launch): Promise<Problem | undefined> {
  const { options, data, reporter, stop } = launch
  const names = options.server === undefined && !options.dev ? people : (['agent'] as const)
  const ports = { agent: options.port + 1, agent2: options.port + 2, lead: options.port + 3 }
  const needed = names.map((name): [string, number] => [name, ports[name]])
  const busy = await portProblem(options.server === undefined ? [['server', options.port], ...needed] : needed)
  if (busy) return busy

  const choice = await chooseHost(options.host, {
    platform: process.platform,
    env: process.env,
    findElectron: () => (options.dev ? developmentElectron(reporter.step) : findElectron(stop, reporter.step)),
  })
  if (isProblem(choice)) return choice
  const password = await demoPassword(data.folder)
  if (typeof password !== 'string') return password
  const notBuilt = await build(launch)
  if (notBuilt || stop.aborted) return notBuilt

  const server = options.server ?? (await startServer(launch, password))
  if (server === undefined || typeof server !== 'string') return server
  const isOwnServer = options.server === undefined
  const started = await startWorkstations({
    launch,
    choice,
    names,
    ports,
    server,
    password: isOwnServer ? password : undefined,
  })
  if (isProblem(started) || stop.aborted) return isProblem(started) ? started : undefined

  const { host, reason, urls } = started
  const shop = isOwnServer ? new URL('/shop/', server).href : null
  const signIns = names.map((name) => ({ ...demoSignIns[name], password }))
  reporter.ready({ host, reason, urls: { server, shop, ...urls } }, isOwnServer ? signIns : [])
  if (urls.agent !== null && options.open) openUrl(urls.agent)
  return undefined
}

/** The Electron of the tests, where it exists: it is there without any download from elsewhere. */
async function developmentElectron(say: (message: string) => void): Promise<string | undefined> {
  return ensureElectronRuntime(say).catch(() => findElectron(AbortSignal.timeout(180_000), say))
}

async function build({ options, reporter, stop }: Launch): Promise<Problem | undefined> {
  // What is being worked on is built as it changes; the server needs the customer's chat, of any day.
  if (options.dev ? existsSync('out/widget/chat.js') : await isBuilt()) return undefined
  reporter.step('Building …')
  const [failure] = await buildProject(stop)
  if (!failure || stop.aborted) return undefined
  const why = failure.output.split('\n').find((line) => /error/i.test(line)) ?? ''
  return {
    problem: 'start/build-failed',
    message: `The ${failure.name} could not be built; "npm run build" says why. ${why}`,
  }
}

async function startServer(
  { options, data, parts, reporter }: Launch,
  password: string,
): Promise<string | Problem | undefined> {
  const serverData = path.join(data.folder, 'server')
  const isFirst = !existsSync(serverData)
  reporter.step(
    isFirst
      ? 'Starting the server (it writes the demonstration first, about half a minute) …'
      : 'Starting the server …',
  )
  const database = options.databaseUrl === undefined ? [] : ['--database-url', options.databaseUrl]
  const news = await parts.start({
    name: 'server',
    program: process.execPath,
    args: ['server-sync/main.ts', '--port', String(options.port), '--data', serverData, '--demo', ...database],
    env: { FARLINE_DEMO_PASSWORD: password },
  })
  if (news === undefined) return undefined
  if (isProblem(news)) return withWayOut(news)
  return news.url ?? `http://127.0.0.1:${options.port}`
}

/** The server knows nothing of our options. */
function withWayOut({ problem, message }: Problem): Problem {
  if (problem !== 'server/data-damaged') return { problem, message }
  return { problem, message: `${message} (npm start -- --fresh erases everything and starts anew.)` }
}
