import { parseArgs } from 'node:util'
import { type MailSettings, readMailSettings } from './channels/mail/mail-settings.ts'
import { type S3Settings, readS3Settings } from './files/s3-settings.ts'
import { type ProxyRule, createProxyRule, isLoopback } from './http/proxy-rule.ts'
import type { TlsFiles } from './http/tls-files.ts'
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
  /** TLS by the server itself. */
  readonly tls: TlsFiles | undefined
  /** Whose word counts for where a request came from and how. */
  readonly proxies: ProxyRule
  /** Reachable from other computers: nothing is answered that anybody on the way could read. */
  readonly isSecureOnly: boolean
  /** By whom customers are answered by e-mail; undefined: they are not. */
  readonly mail: MailSettings | undefined
  /** Where whole files lie; undefined: in the data directory. */
  readonly bucket: S3Settings | undefined
}

const usage =
  'Usage: node server-sync/main.ts --port N (--data DIR | --database-url URL) [--bind ADDRESS] [--tls-cert FILE --tls-key FILE] [--trusted-proxy ADDRESS,…] [--files URL] [--smtp URL --mail-from ADDRESS] [--demo] [--new-epoch]'

/** @param environment only FARLINE_DEMO_PASSWORD, FARLINE_SMTP_PASSWORD and the keys of a bucket (AWS_…) are read: a password has no place in a list of processes. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Started<Options> {
  const parsed = parse(args)
  if (!parsed) return problem('server/usage', usage)
  const port = Number(parsed.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return problem('server/usage', `--port must be a number from 0 to 65535. ${usage}`)
  const databaseUrl = parsed['database-url']
  if (databaseUrl === undefined && parsed.data === undefined)
    return problem('server/usage', `Give --data or --database-url. ${usage}`)
  const { 'tls-cert': certFile, 'tls-key': keyFile } = parsed
  if ((certFile === undefined) !== (keyFile === undefined))
    return problem('server/usage', `--tls-cert and --tls-key belong together. ${usage}`)
  const tls = certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile }
  const trusted = parsed['trusted-proxy']?.split(',').map((address) => address.trim()) ?? []
  const proxies = createProxyRule(trusted)
  if (!proxies)
    return problem('server/usage', '--trusted-proxy takes addresses or networks, such as 10.0.0.5 or 10.0.0.0/24.')
  const isReachable = !isLoopback(parsed.bind)
  if (isReachable && !tls && trusted.length === 0) {
    return problem(
      'server/unprotected',
      `--bind ${parsed.bind} lets other computers in, and everybody on the way could read along: give --tls-cert and --tls-key, or --trusted-proxy with the address of the reverse proxy that does TLS.`,
    )
  }
  const bucket = readS3Settings(parsed.files, environment, isLoopback)
  if (!bucket.ok) return bucket
  const mail = readMailSettings(parsed.smtp, parsed['mail-from'], environment['FARLINE_SMTP_PASSWORD'] ?? '')
  if (!mail.ok) return mail
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
      tls,
      proxies,
      isSecureOnly: isReachable,
      mail: mail.value,
      bucket: bucket.value,
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
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'trusted-proxy': { type: 'string' },
        files: { type: 'string' },
        smtp: { type: 'string' },
        'mail-from': { type: 'string' },
        demo: { type: 'boolean', default: false },
        'new-epoch': { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
