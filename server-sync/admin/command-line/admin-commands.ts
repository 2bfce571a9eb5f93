import { readFile } from 'node:fs/promises'
import type { DirectoryEntry, DirectoryKind } from '#shared/domain/directory/directory-entry.ts'
import { type DirectoryView, foldName } from '#shared/domain/directory/directory-view.ts'
import { importAgents } from '../import/import-agents.ts'
import { operatorOf } from '../operator.ts'
import { resetPassword } from '../reset-password.ts'
import { type DirectoryCommand, runDirectoryCommands } from '../run-directory-commands.ts'
import { AdminFailure } from './admin-failure.ts'
import type { Office } from './open-office.ts'
import type { Arguments } from './read-arguments.ts'
import { type Terminal, readPassword } from './read-password.ts'
import { sentenceOf } from './refusal-sentences.ts'

/** What a command has to say: as JSON for scripts, as lines for people. */
export interface Answer {
  readonly json: unknown
  readonly lines: readonly string[]
}

export async function runAdminCommand(office: Office, given: Arguments, terminal: Terminal): Promise<Answer> {
  const { command, values } = given
  switch (command) {
    case 'list':
      return list(await office.directory(), values['kind'])
    case 'organisation add':
      return addOrganisation(office, values['name'] ?? '')
    case 'agent import':
      return importFrom(office, given)
    case 'agent password':
      return newPassword(office, given, terminal)
    case 'agent leave':
    case 'agent return':
      return changed(
        await run(office, [{ type: command.replace(' ', '.'), args: { id: await agentId(office, values) } }]),
      )
    case 'agent add':
    case 'admin add':
      return addAgent(office, given, terminal)
    default:
      return changed(await run(office, [await commandOf(office, given)]))
  }
}

async function addOrganisation({ door }: Office, name: string): Promise<Answer> {
  const id = door.nextId()
  const organisations = await door.database.query<{ name: string }>(
    `SELECT name FROM directory WHERE kind = 'organisation'`,
  )
  if (organisations.some((other) => foldName(other.name) === foldName(name)))
    throw new AdminFailure(1, sentenceOf({ kind: 'directory/name-taken', detail: { name } }))
  return changed(await runAs({ door, organisationId: id }, [{ type: 'organisation.add', args: { id, name } }]))
}

async function addAgent(office: Office, { command, values, flags }: Arguments, terminal: Terminal): Promise<Answer> {
  const directory = await office.directory()
  const id = office.door.nextId()
  const password = await readPassword(passwordFlags(flags), terminal)
  const name = values['role'] ?? 'agent'
  const builtIn =
    command === 'admin add' ? 'admin' : (['agent', 'lead', 'admin'] as const).find((role) => role === name)
  const args = {
    id,
    name: values['name'],
    email: values['email'],
    role: builtIn ?? 'agent',
    roleId: builtIn ? '' : idOf(directory, 'role', name),
    teamId: values['team'] === undefined ? '' : idOf(directory, 'team', values['team']),
    brandIds: many(values['brands']).map((brand) => idOf(directory, 'brand', brand)),
    skillIds: many(values['skills']).map((skill) => idOf(directory, 'skill', skill)),
    languages: many(values['languages']),
    timeZone: values['time-zone'] ?? '',
  }
  const added = changed(await run(office, [{ type: 'agent.add', args }]))
  return together(added, await setPassword(office, id, password))
}

async function newPassword(office: Office, { values, flags }: Arguments, terminal: Terminal): Promise<Answer> {
  const password = await readPassword(passwordFlags(flags), terminal)
  return setPassword(office, await agentId(office, values), password)
}

const passwordFlags = (flags: ReadonlySet<string>) => ({
  isFromInput: flags.has('password-stdin'),
  isAsked: flags.has('ask-password'),
})

async function setPassword(office: Office, id: string, given: string | undefined): Promise<Answer> {
  const actor = operatorOf(await office.organisationId())
  const reset = await resetPassword(office.door, actor, id, given)
  if (!reset.ok) throw new AdminFailure(1, sentenceOf(reset.refusal))
  if (given !== undefined) return { json: {}, lines: ['The password is set.'] }
  return { json: { password: reset.password }, lines: [`Password, shown this once: ${reset.password}`] }
}

async function importFrom(office: Office, { values, flags }: Arguments): Promise<Answer> {
  const file = values['file'] ?? ''
  const text = await readFile(file).then(
    (bytes) => new TextDecoder('utf-8').decode(bytes),
    () => Promise.reject(new AdminFailure(2, `${file} cannot be read.`)),
  )
  const actor = operatorOf(await office.organisationId())
  const done = await importAgents(office.door, actor, text, { isTrial: !flags.has('apply') })
  if (done.problems.length > 0) {
    const told = done.problems.map(
      ({ line, column, kind, value }) =>
        `Line ${line}${column === '' ? '' : `, ${column}`}: ${sentenceOf({ kind: kind as 'a/b', detail: detailOf(value) })}`,
    )
    throw new AdminFailure(1, [...told, 'Nothing was changed.'].join('\n'))
  }
  const count = (what: string) => done.lines.filter((line) => line.what === what).length
  const summary = `${count('add')} to add, ${count('change')} to change, ${done.unchanged} as they are.`
  return { json: done, lines: [summary, done.isDone ? 'Done.' : 'Nothing was changed: give --apply to do it.'] }
}

/** A problem says one value; the sentences of refusals call it by its own name. */
const detailOf = (value: string) =>
  Object.fromEntries(['value', 'email', 'name', 'language', 'timeZone', 'right', 'what'].map((name) => [name, value]))

function list(directory: DirectoryView, kind: string | undefined): Answer {
  const kinds = ['organisation', 'brand', 'site', 'team', 'queue', 'skill', 'role', 'agent'] as const
  const wanted = kinds.filter((name) => kind === undefined || name === kind.replace(/s$/, ''))
  if (wanted.length === 0) throw new AdminFailure(2, `"list" knows ${kinds.join(', ')}.`)
  const entries = wanted.flatMap((name) =>
    directory.all(name).toSorted((one, other) => one.name.localeCompare(other.name)),
  )
  return {
    json: { entries: entries.map((entry) => ({ ...entry, ...rightsOf(directory, entry) })) },
    lines: entries.map((entry) => `${entry.kind.padEnd(13)}${entry.name}${about(directory, entry)}`),
  }
}

const rightsOf = (directory: DirectoryView, entry: DirectoryEntry) =>
  entry.kind === 'agent' ? { rights: directory.rightsOf(entry) } : {}

function about(directory: DirectoryView, entry: DirectoryEntry): string {
  if (entry.kind === 'role') return `: ${entry.rights.join(', ')}`
  if (entry.kind !== 'agent') return ''
  const role = entry.roleId === '' ? entry.role : (directory.get('role', entry.roleId)?.name ?? '')
  return ` <${entry.email}>, ${entry.isActive ? role : 'left'}`
}

/** The commands that only write down what they are given. */
async function commandOf(office: Office, { command, values }: Arguments): Promise<DirectoryCommand> {
  const directory = await office.directory()
  const [name, languages] = [values['name'], many(values['languages'])]
  const id = office.door.nextId()
  switch (command) {
    case 'organisation change':
      return { type: 'organisation.change', args: { id: await office.organisationId(), name } }
    case 'brand add':
      return { type: 'brand.add', args: { id, name, languages } }
    case 'site add':
      return { type: 'site.add', args: { id, name, timeZone: values['time-zone'] } }
    case 'team add':
      return { type: 'team.add', args: { id, name, siteId: idOf(directory, 'site', values['site'] ?? '') } }
    case 'skill add':
      return { type: 'skill.add', args: { id, name } }
    case 'role add':
      return { type: 'role.add', args: { id, name, rights: many(values['rights']) } }
    case 'queue add': {
      const brandId = values['brand'] === undefined ? '' : idOf(directory, 'brand', values['brand'])
      const skillIds = many(values['skills']).map((skill) => idOf(directory, 'skill', skill))
      return { type: 'queue.add', args: { id, name, brandId, languages, skillIds } }
    }
    default:
      throw new Error(`"${command}" is in the usage and nowhere else`)
  }
}

const run = async (office: Office, commands: readonly DirectoryCommand[]) =>
  runAs({ door: office.door, organisationId: await office.organisationId() }, commands)

async function runAs(
  { door, organisationId }: { readonly door: Office['door']; readonly organisationId: string },
  commands: readonly DirectoryCommand[],
): Promise<readonly DirectoryEntry[]> {
  const done = await runDirectoryCommands(door, operatorOf(organisationId), commands)
  if (!done.ok) throw new AdminFailure(1, sentenceOf(done.refusal))
  return done.entries
}

const changed = (entries: readonly DirectoryEntry[]): Answer => ({
  json: { entries },
  lines:
    entries.length === 0 ? ['Nothing had to change.'] : entries.map(({ kind, name, id }) => `${kind} ${name} (${id})`),
})

const together = (one: Answer, other: Answer): Answer => ({
  json: { ...(one.json as object), ...(other.json as object) },
  lines: [...one.lines, ...other.lines],
})

const many = (value: string | undefined): readonly string[] =>
  (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function idOf(directory: DirectoryView, kind: DirectoryKind, wanted: string): string {
  const found = directory.all(kind).filter(({ id, name }) => id === wanted || foldName(name) === foldName(wanted))
  const [only, another] = found
  if (!only) throw new AdminFailure(1, `There is no ${kind} ${wanted}: see "list ${kind}".`)
  if (another)
    throw new AdminFailure(1, `More than one ${kind} is called ${wanted}: give its id, see "list ${kind} --json".`)
  return only.id
}

async function agentId(office: Office, values: Arguments['values']): Promise<string> {
  const email = values['email'] ?? ''
  const agent = (await office.directory()).byEmail(email)
  if (!agent) throw new AdminFailure(1, `There is no agent with the address ${email}: see "list agent".`)
  return agent.id
}
