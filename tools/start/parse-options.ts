import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Problem } from './problem.ts'

export interface StartOptions {
  help: boolean
  open: boolean
  json: boolean
  fresh: boolean
  /** Only the agent's workstation, built again and loaded again as its sources change. */
  dev: boolean
  /** Absolute path. */
  data: string
  host: 'electron' | 'browser' | 'auto'
  /** First of four neighbouring ports: server, then the three workstations. */
  port: number
  /** Address of a server that already runs: then only one workstation is started. */
  server: string | undefined
  databaseUrl: string | undefined
}

export const helpText = `Usage: npm start -- [options]

  --no-open             do not open the agent's workstation
  --json                one JSON event a line on standard output
  --data DIR            where everything is kept (default: .data in the project)
  --fresh               erase DIR first (only if Farline made it)
  --dev                 one workstation that is loaded again as its sources change
  --host electron|browser   where the agent's workstation runs (default: Electron where it can)
  --port N              first of four ports: server, agent, agent2, lead (default: 4180)
  --server URL          start one workstation only, for the server at URL
  --database-url URL    use this PostgreSQL instead of the built-in database
  --help                this text
`

const stringOptions = ['data', 'host', 'port', 'server', 'database-url'] as const
const config = {
  help: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  json: { type: 'boolean' },
  fresh: { type: 'boolean' },
  dev: { type: 'boolean' },
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  server: { type: 'string' },
  'database-url': { type: 'string' },
} as const

/** @param from folder that `--data` is relative to @param home the project's root */
export function parseOptions(args: string[], { from, home }: { from: string; home: string }): StartOptions | Problem {
  const { values, tokens } = parseArgs({ args, options: config, strict: false, tokens: true, allowPositionals: true })
  for (const token of tokens) {
    if (token.kind === 'positional') return bad(`"${token.value}" is not an option`)
    if (token.kind === 'option' && !Object.hasOwn(config, token.name)) return bad(`${token.rawName} is not an option`)
    if (token.kind === 'option' && token.inlineValue && !stringOptions.some((name) => name === token.name)) {
      return bad(`${token.rawName} takes no value`)
    }
  }
  const text = (name: (typeof stringOptions)[number]) => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  const missing = stringOptions.find((name) => name in values && !text(name))
  if (missing) return bad(`--${missing} needs a value`)

  const host = text('host') ?? 'auto'
  if (host !== 'auto' && host !== 'electron' && host !== 'browser')
    return bad(`--host is electron or browser, not "${host}"`)
  const port = Number(text('port') ?? 4180)
  if (!Number.isInteger(port) || port < 1 || port > 65_532) return bad('--port is a number from 1 to 65532')
  const server = text('server')
  if (server !== undefined && !isUrl(server, /^https?:$/))
    return bad('--server is an address such as http://127.0.0.1:4180')
  const databaseUrl = text('database-url')
  if (databaseUrl !== undefined && !isUrl(databaseUrl, /^postgres(ql)?:$/)) {
    return bad('--database-url is an address such as postgres://user:password@host/database')
  }
  if (server !== undefined && databaseUrl !== undefined) {
    return bad('--database-url belongs to the server, and with --server none is started: give one of the two')
  }

  return {
    help: values.help === true,
    open: values['no-open'] !== true,
    json: values.json === true,
    fresh: values.fresh === true,
    dev: values.dev === true,
    data: path.resolve(text('data') === undefined ? home : from, text('data') ?? '.data'),
    host,
    port,
    server,
    databaseUrl,
  }
}

function bad(what: string): Problem {
  return { problem: 'start/bad-option', message: `${what}. "npm start -- --help" lists the options.` }
}

function isUrl(value: string, protocol: RegExp): boolean {
  return URL.canParse(value) && protocol.test(new URL(value).protocol)
}
