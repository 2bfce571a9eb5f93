/** Each command with its own options: `name!` has to be given, `name?` says yes by being there. */
export const commandOptions: Readonly<Record<string, readonly string[]>> = {
  'organisation add': ['name!'],
  'organisation change': ['name!'],
  'brand add': ['name!', 'languages!'],
  'site add': ['name!', 'time-zone!'],
  'team add': ['name!', 'site!'],
  'skill add': ['name!'],
  'queue add': ['name!', 'brand', 'languages', 'skills'],
  'role add': ['name!', 'rights!'],
  'agent add': ['name!', 'email!', 'role', 'team', 'brands', 'skills', 'languages', 'time-zone', ...password()],
  'agent leave': ['email!'],
  'agent return': ['email!'],
  'agent password': ['email!', ...password()],
  'agent import': ['file!', 'apply?'],
  'admin add': ['name!', 'email!', ...password()],
  list: ['kind'],
}

function password(): readonly string[] {
  return ['password-stdin?', 'ask-password?']
}

export const commonOptions = ['data', 'database-url', 'organisation', 'json?', 'help?'] as const

const line = (name: string) =>
  `  ${name} ${(commandOptions[name] ?? [])
    .map((option) => {
      const plain = option.replace(/[!?]$/, '')
      const shown = option.endsWith('?') ? `--${plain}` : `--${plain} …`
      return option.endsWith('!') ? shown : `[${shown}]`
    })
    .join(' ')}`

export const usage = `Usage: npm run admin -- <noun> <verb> … (--data DIR | --database-url URL) [--organisation NAME] [--json]

${Object.keys(commandOptions).map(line).join('\n')}

Several values are separated by commas: --languages en,de --rights people.manage,audit.read
Rights: conversation.work conversation.direct knowledge.edit people.manage workplace.manage device.manage audit.read
The database's address may stand in FARLINE_DATABASE_URL, so that its password is no argument.
A password is made and printed once, or read: --ask-password, --password-stdin, or FARLINE_AGENT_PASSWORD.
"agent import" looks at the file only, unless --apply is given.
The built-in database (--data) belongs to one process: stop the server first, or use its page /admin.

Exit codes: 0 done, 1 refused, 2 not understood, 3 no database.
`
