import { AdminFailure } from './admin-failure.ts'
import { runAdminCommand } from './admin-commands.ts'
import { openOffice } from './open-office.ts'
import { readArguments } from './read-arguments.ts'
import type { Terminal } from './read-password.ts'
import { usage } from './usage.ts'

export interface AdminTerminal extends Terminal {
  readonly errors: NodeJS.WritableStream
}

/** One run of the command line. @returns its exit code */
export async function runAdmin(args: readonly string[], terminal: AdminTerminal): Promise<number> {
  const isJson = args.includes('--json')
  try {
    const given = readArguments(args)
    if (!given) {
      terminal.output.write(usage)
      return 0
    }
    const office = await openOffice(given, terminal.environment)
    try {
      const { json, lines } = await runAdminCommand(office, given, terminal)
      terminal.output.write(isJson ? `${JSON.stringify(json)}\n` : lines.map((line) => `${line}\n`).join(''))
      return 0
    } finally {
      await office.close()
    }
  } catch (error) {
    if (!(error instanceof AdminFailure)) throw error
    terminal.errors.write(isJson ? `${JSON.stringify({ error: error.message })}\n` : `${error.message}\n`)
    return error.code
  }
}
