import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPglite } from '../../db/pglite/open-pglite.ts'
import { pgliteTemplate } from '../../testing/engines.ts'
import { opened } from '../../testing/opened.ts'
import { type TestPostgres, createDatabase, dropDatabase, testPostgres } from '../../testing/test-postgres.ts'
import { runAdmin } from './run-admin.ts'

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(
  args: readonly string[],
  given: { input?: string; environment?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const texts = { out: '', err: '' }
  const collect = (name: 'out' | 'err') => {
    const stream = new PassThrough()
    stream.on('data', (chunk: Buffer) => (texts[name] += chunk.toString()))
    return stream
  }
  const code = await runAdmin(args, {
    input: Readable.from([given.input ?? '']),
    output: collect('out'),
    errors: collect('err'),
    environment: given.environment ?? {},
  })
  return { code, ...texts }
}

describe('the command line', () => {
  it('explains itself, and says what it did not understand', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('agent import') as unknown })
    for (const [args, err] of [
      [['agent', 'paint'], /no command "agent paint"/],
      [['brand', 'add', '--data', 'x'], /needs --name/],
      [['brand', 'add', '--name', 'B', '--languages', 'en', '--colour', 'x'], /colour/],
      [['list', 'agent'], /--data DIR or --database-url/],
      [['agent', 'add', '--password', 'secret-secret'], /password/],
    ] as const) {
      const ran = await run(args)
      expect([ran.code, ran.out]).toEqual([2, ''])
      expect(ran.err).toMatch(err)
    }
  })

  it('says that a server has the database, and where to go instead', async () => {
    const data = await mkdtemp(path.join(os.tmpdir(), 'farline-admin-'))
    await cp(await pgliteTemplate(), data, { recursive: true })
    const server = opened(await openPglite({ dataDirectory: data, onLost: () => undefined }))
    const ran = await run(['list', '--data', data])
    expect(ran.code).toBe(3)
    expect(ran.err).toMatch(/server is running .*\/admin/)
    await server.close()
    await rm(data, { recursive: true, force: true })
  })
})

it('makes the first organisation and admin in the built-in database, while no server has it', {
  timeout: 180_000,
}, async () => {
  const data = await mkdtemp(path.join(os.tmpdir(), 'farline-admin-'))
  await cp(await pgliteTemplate(), data, { recursive: true })
  const where = ['--data', data]
  expect(await run(['organisation', 'add', '--name', 'Meridian', ...where])).toMatchObject({ code: 0, err: '' })
  const made = await run(['admin', 'add', '--name', 'Ade', '--email', 'ade@example.org', ...where])
  expect(made.out).toMatch(/Password, shown this once: [a-z2-9-]{19}/)
  expect((await run(['list', 'agent', ...where])).out).toBe('agent        Ade <ade@example.org>, admin\n')
  await rm(data, { recursive: true, force: true })
})

describe('a whole organisation by the command line, beside a running server', () => {
  const name = 'farline_command_line'
  let server: TestPostgres
  let url: string
  beforeAll(async () => {
    server = await testPostgres()
    url = await createDatabase(server.url, name)
  })
  afterAll(async () => {
    await dropDatabase(server.url, name)
    await server.stop()
  })

  const admin = (line: readonly string[], input = '') =>
    run(line, { input, environment: { FARLINE_DATABASE_URL: url } })
  async function json<Value>(...line: readonly string[]): Promise<Value> {
    const ran = await admin([...line, '--json'])
    expect(ran.err).toBe('')
    return JSON.parse(ran.out) as Value
  }

  it('is made, listed, and keeps its rules', async () => {
    expect((await admin(['brand', 'add', '--name', 'B', '--languages', 'en'])).err).toMatch(/no organisation yet/)
    for (const line of [
      ['organisation', 'add', '--name', 'Meridian'],
      ['brand', 'add', '--name', 'Northwind', '--languages', 'en,de'],
      ['site', 'add', '--name', 'Manila', '--time-zone', 'Asia/Manila'],
      ['team', 'add', '--name', 'Nights', '--site', 'manila'],
      ['skill', 'add', '--name', 'Returns'],
      ['queue', 'add', '--name', 'General', '--brand', 'Northwind', '--languages', 'en', '--skills', 'Returns'],
      ['role', 'add', '--name', 'Editor', '--rights', 'conversation.work,knowledge.edit'],
    ])
      expect(await admin(line), line.join(' ')).toMatchObject({ code: 0, err: '' })

    const first = await json<{ password: string }>('admin', 'add', '--name', 'Ade', '--email', 'ade@example.org')
    expect(first.password).toMatch(/^[a-z2-9-]{19}$/)
    const chosen = await admin(
      [
        'agent',
        'add',
        '--name',
        'Ana',
        '--email',
        'ana@example.org',
        '--role',
        'editor',
        '--team',
        'Nights',
        '--brands',
        'Northwind',
        '--password-stdin',
      ],
      'a password of her own\n',
    )
    expect(chosen.out).not.toContain('of her own')
    const { entries } = await json<{ entries: { name: string; rights: string[] }[] }>('list', 'agent')
    expect(entries.map(({ name, rights }) => [name, rights.length])).toEqual([
      ['Ade', 4],
      ['Ana', 2],
    ])
    for (const [line, err] of [
      [['agent', 'leave', '--email', 'ade@example.org'], /directory\/last-admin/],
      [['agent', 'leave', '--email', 'nobody@example.org'], /no agent with the address/],
      [['agent', 'add', '--name', 'X', '--email', 'ANA@example.org'], /directory\/email-taken/],
      [['brand', 'add', '--name', 'northwind', '--languages', 'en'], /directory\/name-taken/],
      [['organisation', 'add', '--name', 'MERIDIAN'], /directory\/name-taken/],
      [['team', 'add', '--name', 'Days', '--site', 'Lisbon'], /no site Lisbon/],
    ] as const)
      expect(await admin(line)).toMatchObject({ code: 1, err: expect.stringMatching(err) as unknown })
    expect((await admin(['agent', 'password', '--email', 'ana@example.org', '--password-stdin'], 'short\n')).code).toBe(
      2,
    )
  })

  it('takes a list of agents, after a look at it', async () => {
    const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'farline-csv-')), 'agents.csv')
    await writeFile(file, '\uFEFFname;email;role;team\r\nBen;ben@example.org;lead;Manila/Nights\r\n')
    const look = await admin(['agent', 'import', file])
    expect(look).toMatchObject({
      code: 0,
      out: '1 to add, 0 to change, 0 as they are.\nNothing was changed: give --apply to do it.\n',
    })
    expect((await admin(['agent', 'import', file, '--apply'])).out).toContain('Done.')
    await writeFile(file, 'name,email,team\nBen,ben@example.org,Days\n')
    expect(await admin(['agent', 'import', file, '--apply'])).toMatchObject({
      code: 1,
      err: 'Line 2, team: There is no team Days. [import/unknown-team]\nNothing was changed.\n',
    })
    await rm(path.dirname(file), { recursive: true })
  })

  it('asks which, once there are two', async () => {
    await admin(['organisation', 'add', '--name', 'Second'])
    expect((await admin(['list', 'agent'])).err).toMatch(/Which organisation\?.*Meridian, Second/)
    expect(await admin(['list', 'agent', '--organisation', 'meridian'])).toMatchObject({ code: 0 })
  })
})
