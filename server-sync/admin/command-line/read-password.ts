import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { passwordMinLength } from '../admin-schemas.ts'
import { AdminFailure } from './admin-failure.ts'

interface Given {
  /** `--password-stdin`: the first line of standard input. */
  readonly isFromInput: boolean
  /** `--ask-password`: typed by a person, and not shown. */
  readonly isAsked: boolean
}

export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean; setRawMode?(on: boolean): unknown }
  readonly output: Writable
  readonly environment: NodeJS.ProcessEnv
}

/** Never an argument: those stand in the list of processes and in the shell's history. `undefined`: make one. */
export async function readPassword(
  given: Given,
  { input, output, environment }: Terminal,
): Promise<string | undefined> {
  const password = given.isAsked
    ? await ask(input, output)
    : given.isFromInput
      ? await firstLine(input)
      : environment['FARLINE_AGENT_PASSWORD']
  if (password === undefined) return undefined
  if (password.length < passwordMinLength || password.length > 200)
    throw new AdminFailure(2, `A password has ${passwordMinLength} to 200 characters.`)
  return password
}

async function firstLine(input: Readable): Promise<string> {
  const lines = createInterface({ input })
  for await (const line of lines) {
    lines.close()
    return line
  }
  return ''
}

/** The terminal is switched to raw mode, so that nothing shows what is typed. */
function ask(input: Terminal['input'], output: Writable): Promise<string> {
  if (!input.isTTY || !input.setRawMode)
    return Promise.reject(new AdminFailure(2, 'There is no terminal to ask at: use --password-stdin.'))
  output.write('Password: ')
  input.setRawMode(true)
  return new Promise((resolve, reject) => {
    let typed = ''
    const end = (finish: () => void) => {
      input.setRawMode?.(false)
      input.off('data', onData)
      input.pause()
      output.write('\n')
      finish()
    }
    const onData = (chunk: Buffer) => {
      for (const letter of chunk.toString('utf8')) {
        if (letter === '\r' || letter === '\n') return end(() => resolve(typed))
        if (letter === '\u0003') return end(() => reject(new AdminFailure(2, 'Nothing was changed.')))
        typed = letter === '\u007f' || letter === '\b' ? typed.slice(0, -1) : typed + letter
      }
    }
    input.on('data', onData)
    input.resume()
  })
}
