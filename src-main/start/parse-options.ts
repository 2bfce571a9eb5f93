import path from 'node:path'
import { parseArgs } from 'node:util'
import { defaultKeepDays } from '../sync/command-log/keep-days.ts'
import { StartRefused } from './start-refused.ts'

export interface StartOptions {
  /** Origin of the server, without a slash at the end; null when it was chosen here before, or is still to be. */
  readonly serverUrl: string | null
  readonly dataDir: string
  /** Browser host only; 0 takes any free port. */
  readonly port: number
  /** Tells apart the workstations of one computer in the browser's cookies. */
  readonly name: string
  /** How long commands stay in the log after server and replica have them, for a server that is restored. */
  readonly keepDays: number
  /** Holds the key of this computer where the system has no keyring; null: keys live in memory alone. */
  readonly keyFile: string | null
  /** Electron only: makes this program the one that opens `farline://…`, as installing it does. */
  readonly registersLinks: boolean
  /** PEM of authorities that may vouch for the server, beside those that this computer knows; null: none. */
  readonly caFile: string | null
}

/**
 * Not strict: in Electron the command line also carries Chromium's switches and the app's folder.
 * @param usualDataDir where an installed workstation keeps its data unless it is told otherwise
 */
export function parseOptions(args: readonly string[], usualDataDir?: string): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      server: { type: 'string' },
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      name: { type: 'string', default: 'agent' },
      'key-file': { type: 'string' },
      'register-links': { type: 'boolean', default: false },
      'ca-file': { type: 'string' },
      'keep-days': { type: 'string', default: String(defaultKeepDays) },
    },
  })
  return {
    serverUrl: values.server === undefined ? null : serverOrigin(values.server),
    dataDir: path.resolve(given('--data', values.data ?? usualDataDir)),
    port: portNumber(values.port),
    name: workstationName(values.name),
    keepDays: days(values['keep-days']),
    caFile: values['ca-file'] === undefined ? null : path.resolve(given('--ca-file', values['ca-file'])),
    keyFile: values['key-file'] === undefined ? null : path.resolve(given('--key-file', values['key-file'])),
    registersLinks: values['register-links'] === true,
  }
}

type Value = string | boolean | undefined

function given(option: string, value: Value): string {
  if (typeof value !== 'string' || value === '') {
    throw new StartRefused('workstation/bad-option', `Start the workstation with ${option} and a value.`)
  }
  return value
}

function serverOrigin(value: Value): string {
  const address = given('--server', value)
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new StartRefused(
      'workstation/bad-option',
      `--server takes an address like https://farline.example.com, not ${value}.`,
    )
  }
  return url.origin
}

function portNumber(value: Value): number {
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartRefused('workstation/bad-option', `--port takes a number from 0 to 65535, not ${value}.`)
  }
  return port
}

function days(value: Value): number {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1 || count > 365) {
    throw new StartRefused('workstation/bad-option', `--keep-days takes a number from 1 to 365, not ${value}.`)
  }
  return count
}

function workstationName(value: Value): string {
  if (typeof value !== 'string' || !/^[a-z0-9-]{1,20}$/.test(value)) {
    throw new StartRefused(
      'workstation/bad-option',
      `--name takes up to 20 small letters, digits and dashes, not ${value}.`,
    )
  }
  return value
}
