import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Place } from './back-up.ts'
import { BackupFailure } from './backup-failure.ts'

interface Arguments {
  readonly place: Place
  readonly file: string
  readonly keyFile: string
  readonly isJson: boolean
  readonly isReplacing: boolean
}

const where = '(--data DIR | --database-url URL)'
const usages = {
  backup: `Usage: npm run backup -- ${where} --to FILE [--key-file FILE] [--json]`,
  restore: `Usage: npm run restore -- --from FILE ${where} [--replace] [--key-file FILE] [--json]`,
}
/** Not where the data lies: a thief of that disk, or its end, would take both. */
const usualKeyFile = path.join(os.homedir(), '.farline', 'backup.key')

export function readArguments(program: keyof typeof usages, args: readonly string[]): Arguments {
  const wrong = (why: string) => new BackupFailure('backup/usage', `${why} ${usages[program]}`)
  const fileOption = program === 'backup' ? 'to' : 'from'
  const given = parse(program, args)
  if (!given) throw wrong('These options are not known.')
  const { data, 'database-url': databaseUrl, [fileOption]: file } = given
  if (file === undefined || file === '') throw wrong(`Give --${fileOption}.`)
  if ((data === undefined) === (databaseUrl === undefined)) throw wrong('Give either --data or --database-url.')
  return {
    place: databaseUrl === undefined ? { dataDirectory: data ?? '' } : { databaseUrl },
    file,
    keyFile: given['key-file'] ?? usualKeyFile,
    isJson: given.json,
    isReplacing: given.replace ?? false,
  }
}

function parse(program: keyof typeof usages, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        'database-url': { type: 'string' },
        [program === 'backup' ? 'to' : 'from']: { type: 'string' },
        'key-file': { type: 'string' },
        json: { type: 'boolean', default: false },
        ...(program === 'restore' ? { replace: { type: 'boolean', default: false } } : {}),
      },
    }).values as {
      readonly data?: string
      readonly 'database-url'?: string
      readonly to?: string
      readonly from?: string
      readonly 'key-file'?: string
      readonly json: boolean
      readonly replace?: boolean
    }
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
