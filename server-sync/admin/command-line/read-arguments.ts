import { parseArgs } from 'node:util'
import { AdminFailure } from './admin-failure.ts'
import { commandOptions, commonOptions } from './usage.ts'

export interface Arguments {
  /** `brand add`, `list`. */
  readonly command: string
  readonly values: Readonly<Record<string, string>>
  readonly flags: ReadonlySet<string>
}

/** What was asked for; `undefined` when it was how to ask. Throws with a sentence where it cannot be told. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  if (args.length === 0 || args.includes('--help') || args[0] === 'help') return undefined
  const words = args.slice(0, 2).filter((word) => !word.startsWith('--'))
  const command = [words.join(' '), words[0] ?? ''].find((name) => Object.hasOwn(commandOptions, name))
  if (command === undefined)
    throw new AdminFailure(2, `There is no command "${words.join(' ')}": see "npm run admin -- --help".`)
  const known = [...(commandOptions[command] ?? []), ...commonOptions]
  const rest = args.slice(command.split(' ').length)
  // "list agent" and "agent import FILE" read better without the option's name.
  const first = (commandOptions[command] ?? [])[0]?.replace(/[!?]$/, '') ?? ''
  const given = rest[0] !== undefined && !rest[0].startsWith('--') ? [`--${first}=${rest[0]}`, ...rest.slice(1)] : rest
  const parsed = parse(given, known)
  const values: Record<string, string> = {}
  const flags = new Set<string>()
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value === 'string') values[name] = value
    else if (value === true) flags.add(name)
  }
  for (const option of known) {
    const name = option.slice(0, -1)
    if (option.endsWith('!') && values[name] === undefined)
      throw new AdminFailure(2, `"${command}" needs --${name}: see "npm run admin -- --help".`)
  }
  return { command, values, flags }
}

function parse(args: readonly string[], known: readonly string[]) {
  const options = Object.fromEntries(
    known.map((option) => [
      option.replace(/[!?]$/, ''),
      { type: option.endsWith('?') ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values
  } catch (error) {
    // Its message quotes the option, not its value.
    if (error instanceof TypeError) throw new AdminFailure(2, `${error.message.split('.')[0]}.`)
    throw error
  }
}
