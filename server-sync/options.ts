import { parseArgs } from 'node:util'
import { type Started, problem } from './start-problem.ts'

export interface Options {
  readonly port: number
  readonly bind: string
  /** Where the built-in database lives. */
  readonly dataDirectory: string
  /** PostgreSQL instead of the built-in database. */
  readonly databaseUrl: string | undefined
  readonly demoPassword: string | undefined
  /** The database was restored: every replica has to start anew. */
  readonly isNewEpoch: boolean
}

const usage =
  'Usage: node server-sync/main.ts --port N (--data DIR | --database-url URL) [--bind ADDRESS] [--demo] [--new-epoch]'

/** @param environment only FARLINE_DEMO_PASSWORD is read: a password has no place in a list of processes. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Started<Options> {
  const parsed = parse(args)
  if (!parsed) return problem('server/usage', usage)
  const port = Number(parsed.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return problem('server/usage', `--port must be a number from 0 to 65535. ${usage}`)
  const databaseUrl = parsed['database-url']
  if (databaseUrl === undefined && parsed.data === undefined)
    return problem('server/usage', `Give --data or --database-url. ${usage}`)
  const demoPassword = environment['FARLINE_DEMO_PASSWORD']
  if (parsed.demo && !demoPassword) {
    return problem(
      'server/demo-password-missing',
      '--demo needs the password of its accounts in the environment: FARLINE_DEMO_PASSWORD.',
    )
  }
  return {
    ok: true,
    value: {
      port,
      bind: parsed.bind,
      dataDirectory: parsed.data ?? '',
      databaseUrl,
      demoPassword: parsed.demo ? demoPassword : undefined,
      isNewEpoch: parsed['new-epoch'],
    },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4180' },
        bind: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string' },
        'database-url': { type: 'string' },
        demo: { type: 'boolean', default: false },
        'new-epoch': { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
