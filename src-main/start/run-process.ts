import { errorCode } from '../files/file-errors.ts'
import type { Log } from '../log/create-log.ts'
import { StartRefused } from './start-refused.ts'

/** Starts, and turns whatever keeps it from starting into one line that says what to do. `exit` ends the process. */
export async function runProcess(log: Log, exit: (code: number) => void, start: () => Promise<void>): Promise<void> {
  const die = (error: unknown) => {
    const problem = error instanceof StartRefused ? error.problem : 'workstation/bug'
    const message =
      error instanceof StartRefused
        ? error.message
        : `The workstation stopped because of a mistake in it: ${describe(error)}`
    log.fatal({ event: 'fatal', problem }, message)
    exit(1)
  }
  process.on('uncaughtException', die)
  // One forgotten promise must not take every window down: what was saved is saved, the rest goes on.
  process.on('unhandledRejection', (error) => log.error({ event: 'bug', at: describe(error) }))
  try {
    await start()
  } catch (error) {
    die(error)
  }
}

/** The kind, code and place of a bug; its message may quote what a person wrote, and stays out of the log. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const place = error.stack?.split('\n').find((line) => line.startsWith('    at '))
  return [error.name, errorCode(error), place?.trim()].filter(Boolean).join(' ')
}
