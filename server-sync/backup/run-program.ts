import { readFileSync } from 'node:fs'
import { systemClock } from '#shared/kit/clock.ts'
import { backUp } from './back-up.ts'
import { BackupFailure, toBackupFailure } from './backup-failure.ts'
import { contentsTable } from './contents-table.ts'
import { readKeyFile, readOrMakeKeyFile } from './key-file.ts'
import { readArguments } from './read-arguments.ts'
import { restore } from './restore.ts'

/** What a program says: sentences for people, or one object for other programs. */
interface Report {
  readonly text: string
  readonly facts: object
}

/** Ends the process: 0 only when what was asked is done and proven. */
export async function runProgram(program: 'backup' | 'restore', args: readonly string[]): Promise<void> {
  // What is left in temporary folders goes when the process exits, and it only does so by itself.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
  const isJson = args.includes('--json')
  try {
    const { text, facts } = program === 'backup' ? await runBackup(args) : await runRestore(args)
    process.stdout.write(isJson ? `${JSON.stringify({ ok: true, ...facts })}\n` : text)
  } catch (error) {
    const failure = toBackupFailure(error)
    if (!(failure instanceof BackupFailure)) throw error
    const { problem, message } = failure
    if (isJson) process.stdout.write(`${JSON.stringify({ ok: false, problem, message })}\n`)
    else process.stderr.write(`${message}\n`)
    process.exitCode = 1
  }
}

async function runBackup(args: readonly string[]): Promise<Report> {
  const { place, file, keyFile } = readArguments('backup', args)
  const { key, isNew } = await readOrMakeKeyFile(keyFile)
  const { header, contents } = await backUp({ from: place, to: file, key, version: buildVersion(), clock: systemClock })
  const keySentence = isNew
    ? `A new key was made in ${keyFile}. Keep a copy of it elsewhere: without it nobody can restore this backup.\n`
    : `It is sealed under the key in ${keyFile}; without that key nobody can restore it.\n`
  return {
    text: `${contentsTable(contents)}\nThe backup in ${file} was restored for trial, and all of this was there.\n${keySentence}`,
    facts: { file, keyFile, isNewKey: isNew, keyMark: key.mark.toString('hex'), ...header, ...contents },
  }
}

async function runRestore(args: readonly string[]): Promise<Report> {
  const { place, file, keyFile, isReplacing } = readArguments('restore', args)
  const key = await readKeyFile(keyFile)
  const { header, contents, epoch } = await restore({ from: file, to: place, key, clock: systemClock, isReplacing })
  return {
    text: `${contentsTable(contents)}\nAll of this was restored, as it was on ${header.madeAt}. A new epoch begins: start the server, and desks send again what they had done since.\n`,
    facts: { file, epoch, from: header, ...contents },
  }
}

function buildVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
