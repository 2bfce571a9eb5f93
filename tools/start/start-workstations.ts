import path from 'node:path'
import { demoSignIns } from '../../server-sync/demo/sign-ins.ts'
import { developmentCommand } from '../dev/development-command.ts'
import type { HostChoice } from './choose-host.ts'
import { type Launch, type Person, people } from './launch.ts'
import { isProblem, type Problem } from './problem.ts'
import type { Ready } from './reporter.ts'
import type { News } from './start-part.ts'

interface Workstations {
  launch: Launch
  choice: HostChoice
  names: readonly Person[]
  ports: Record<Person, number>
  server: string
  /** Absent when someone else's server is used: then the workstation shows its sign-in form. */
  password: string | undefined
}

export interface StartedWorkstations {
  host: Ready['host']
  reason: string
  urls: Record<Person, string | null>
}

/** The agent's workstation runs in the chosen host; the others are always pages in a browser, each with a main process of its own. */
export async function startWorkstations(wanted: Workstations): Promise<StartedWorkstations | Problem> {
  const { launch, choice, names } = wanted
  launch.reporter.step(names.length === 1 ? 'Starting the workstation …' : 'Starting the workstations …')
  const others = names.filter((name) => name !== 'agent').map((name) => startInBrowserHost(wanted, name))
  const [agent, ...rest] = await Promise.all([startAgent(wanted), ...others])
  const failed = [agent.news, ...rest].find(isProblem)
  if (failed) return failed

  const newsOf = [agent.news, ...rest]
  const urls = Object.fromEntries(people.map((name) => [name, urlIn(newsOf[names.indexOf(name)])])) as Record<
    Person,
    string | null
  >
  const host = agent.isElectron ? 'electron' : 'browser'
  return { host, reason: host === choice.host ? choice.reason : 'Electron did not start here', urls }
}

async function startAgent(wanted: Workstations): Promise<{ isElectron: boolean; news: News | undefined }> {
  const { launch, choice } = wanted
  if (choice.host === 'browser') return { isElectron: false, news: await startInBrowserHost(wanted, 'agent') }
  const news = await startInElectron(wanted, choice.executable)
  if (!isProblem(news) || launch.options.host === 'electron') return { isElectron: true, news }
  await launch.parts.stop('agent')
  return { isElectron: false, news: await startInBrowserHost(wanted, 'agent') }
}

async function startInElectron(wanted: Workstations, executable: string): Promise<News | undefined> {
  const { launch, server } = wanted
  const own = [`--server=${server}`, `--data=${path.join(launch.data.folder, 'agent')}`, ...keyFile(launch)]
  if (launch.options.dev) return startForDevelopment(wanted, executable, own)
  // Chromium's sandbox refuses to run as root.
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return launch.parts.start({
    name: 'agent',
    program: executable,
    args: [...sandbox, '.', ...own],
    env: signInEnv(wanted, 'agent'),
  })
}

async function startForDevelopment(
  wanted: Workstations,
  electron: string | undefined,
  own: string[],
): Promise<News | undefined> {
  const { program, args, env } = await developmentCommand(electron, own)
  const port = { FARLINE_DEV_PORT: String(wanted.ports.agent + 8) }
  return wanted.launch.parts.start({
    name: 'agent',
    program,
    args,
    env: { ...env, ...port, ...signInEnv(wanted, 'agent') },
  })
}

async function startInBrowserHost(wanted: Workstations, name: Person): Promise<News | undefined> {
  const { launch, server, ports } = wanted
  const own = [
    ...[`--server=${server}`, `--data=${path.join(launch.data.folder, name)}`],
    ...[`--port=${ports[name]}`, `--name=${name}`, ...keyFile(launch)],
  ]
  if (launch.options.dev) return startForDevelopment(wanted, undefined, own)
  return launch.parts.start({
    name,
    program: process.execPath,
    args: ['out/main/browser.js', ...own],
    env: signInEnv(wanted, name),
  })
}

/** Demonstration data only: where there is no keyring, a demonstration survives its end all the same. */
const keyFile = ({ data }: Launch) => [`--key-file=${path.join(data.folder, 'device-key')}`]

function signInEnv({ password }: Workstations, name: Person): NodeJS.ProcessEnv {
  return password === undefined ? {} : { FARLINE_SIGN_IN: JSON.stringify({ email: demoSignIns[name].email, password }) }
}

function urlIn(news: News | undefined): string | null {
  return news === undefined || isProblem(news) ? null : (news.url ?? null)
}
