import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '#shared/kit/clock.ts'
import { systemClock } from '#shared/kit/clock.ts'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { newAgent } from '#shared/domain/directory/testing/small-organisation.ts'
import type { DeskPolicy } from '#shared/sync/auth-protocol.ts'
import { AdminClient } from '../testing/admin-client.ts'
import { doorOf } from '../testing/door.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { directoryRow, fillWorkplace, giveCredentials, password, rowsOf } from '../testing/workplace.ts'

const agent = (id: string, given: object = {}) =>
  newAgent(id, { teamId: '', brandIds: ['brand-a'], skillIds: [], ...given })

describe.each(engines)('the administration on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  let server: TestServer
  let now = 0
  const clock: Clock = { now: () => systemClock.now() + now }

  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())

  beforeEach(async () => {
    test = await engine.fresh()
    now = 0
    await fillWorkplace(test.database, [
      directoryRow('ade', { role: 'admin', email: 'ade@example.org' }),
      directoryRow('people', { kind: 'role', name: 'People', rights: ['people.manage'] }),
      directoryRow('pia', { role: 'agent', roleId: 'people', email: 'pia@example.org' }),
    ])
    await giveCredentials(test.database, 'ade', 'pia', 'ana')
    server = await startTestServer(test.database, { clock })
    return async () => {
      await server.stop()
      await test.close()
    }
  })

  async function signedIn(agentId: string): Promise<AdminClient> {
    const client = new AdminClient(server.url)
    expect((await client.signIn(agentId)).status).toBe(204)
    return client
  }

  describe('lets in', () => {
    it('who has something to administer, with a cookie that no script and no other site can use', async () => {
      const client = new AdminClient(server.url)
      const answer = await client.signIn('ade')
      expect(answer.headers.get('set-cookie')).toMatch(
        /^farline-admin=[\w-]{43}; Path=\/admin; HttpOnly; SameSite=Strict$/,
      )
      const { me, entries, rightsOf } = (await (await client.get('/admin/api/directory')).json()) as {
        me: { rights: string[] }
        entries: DirectoryEntry[]
        rightsOf: Record<string, string[]>
      }
      expect(me.rights).toContain('audit.read')
      expect(new Set(entries.map(({ organisationId }) => organisationId))).toEqual(new Set(['org-1']))
      expect(rightsOf['pia']).toEqual(['people.manage'])
      const stored = JSON.stringify(await test.database.query('SELECT * FROM admin_session'))
      expect(stored).not.toContain(client.cookie.split('=')[1])
    })

    it('nobody else: a wrong password, an agent without such rights, somebody who left, a stranger’s cookie', async () => {
      const client = new AdminClient(server.url)
      const kinds = []
      for (const [who, given] of [
        ['ade', 'wrong password'],
        ['nobody', password],
        ['ana', password],
      ] as const) {
        const answer = await client.signIn(who, given)
        kinds.push([answer.status, ((await answer.json()) as { kind: string }).kind])
      }
      expect(kinds).toEqual([
        [401, 'auth/wrong-password'],
        [401, 'auth/wrong-password'],
        [403, 'admin/no-rights'],
      ])
      client.cookie = `farline-admin=${'x'.repeat(43)}`
      expect((await client.get('/admin/api/directory')).status).toBe(401)
      const pia = await signedIn('pia')
      const ade = await signedIn('ade')
      expect(await ade.command('agent.leave', { id: 'pia' })).toBe(200)
      expect((await pia.get('/admin/api/directory')).status).toBe(401)
      expect((await new AdminClient(server.url).signIn('pia')).status).toBe(401)
    })

    it('for thirty minutes without a request, and eight hours at most', async () => {
      const client = await signedIn('ade')
      const status = async () => (await client.get('/admin/api/directory')).status
      for (let minutes = 0; minutes < 8 * 60 - 25; minutes += 25) {
        expect(await status()).toBe(200)
        now += 25 * 60_000
      }
      now += 25 * 60_000
      expect(await status()).toBe(401)
      const idle = await signedIn('ade')
      now += 31 * 60_000
      expect((await idle.get('/admin/api/directory')).status).toBe(401)
    })

    it('until they sign out', async () => {
      const client = await signedIn('ade')
      const { cookie } = client
      expect((await client.post('/admin/api/sign-out', {})).status).toBe(204)
      client.cookie = cookie
      expect((await client.get('/admin/api/directory')).status).toBe(401)
    })

    it('no request that another site made a browser send', async () => {
      const client = await signedIn('ade')
      const body = { type: 'skill.add', args: { id: 'k', name: 'K' } }
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: server.url.replace('http:', 'https:') },
        { 'x-farline-admin': '' },
      ] as Record<string, string>[])
        expect((await client.post('/admin/api/command', body, headers)).status, JSON.stringify(headers)).toBe(401)
      const crossSignIn = await client.post(
        '/admin/api/sign-in',
        { email: 'ade@example.org', password },
        { origin: 'https://evil.example' },
      )
      expect(crossSignIn.status).toBe(403)
      expect(await rowsOf(test.database, 'directory')).not.toContainEqual(expect.objectContaining({ id: 'k' }))
    })
  })

  it('refuses what it does not expect, with nothing done', async () => {
    const client = await signedIn('ade')
    const statuses = []
    for (const [path, body] of [
      ['/admin/api/command', { type: 'message.send', args: {} }],
      ['/admin/api/command', { type: 'skill.add', args: { id: 'k', name: 'K' }, actor: 'system' }],
      ['/admin/api/command', { type: 'skill.add', args: { id: 'k', name: 'a\0' } }],
      ['/admin/api/command', { type: 'skill.paint', args: {} }],
      ['/admin/api/command', { type: 'organisation.add', args: { id: 'org-3', name: 'Mine' } }],
      ['/admin/api/agents/password', { agentId: 'eve' }],
      ['/admin/api/agents/password', {}],
      ['/admin/api/agents/import', { csv: 'name,email\nX,x@example.org', isTrial: 'no' }],
      ['/admin/api/sign-in', []],
      ['/admin/api/command', null],
    ] as const)
      statuses.push((await client.post(path, body)).status)
    expect(statuses).toEqual([400, 400, 400, 400, 403, 409, 400, 400, 400, 400])
    expect(await rowsOf(test.database, 'directory')).toHaveLength(13)
  })

  it('changes the directory for every desk', async () => {
    const client = await signedIn('ade')
    const signedInDesk = await server.signIn('ana')
    const { line } = await server.desk(signedInDesk)
    expect(await client.command('skill.add', { id: 'k', name: 'Customs' })).toBe(200)
    const { page } = await line.next('page')
    expect(JSON.stringify(page)).toContain('"Customs"')
    expect(await client.command('skill.add', { id: 'k2', name: 'customs' })).toBe('409 directory/name-taken')
    expect(await client.command('queue.change', { id: 'queue-a-de', skillIds: ['k'] })).toBe(200)
    // What was done, once each; what was refused, not at all.
    expect((await server.audited()).map(({ actorId, verb, subjectId }) => [actorId, verb, subjectId])).toEqual([
      ['ade', 'admin.sign-in', 'ade'],
      ['ade', 'skill.add', 'k'],
      ['ade', 'queue.change', 'queue-a-de'],
    ])
  })

  it('lets two who do the same thing at once do it once', async () => {
    const clients = await Promise.all(['ade', 'pia'].map(signedIn))
    const results = await Promise.all(
      clients.map((client, index) => client.command('agent.add', agent(`new-${index}`, { email: 'same@example.org' }))),
    )
    expect(new Set(results)).toEqual(new Set([200, '409 directory/email-taken']))
  })

  it('takes no address that somebody in another organisation signs in with', async () => {
    await test.database.transaction((db) =>
      db.execute(
        `INSERT INTO credential (agent_id, organisation_id, email, secret, changed_at) VALUES ('eve', 'org-2', 'eve@example.org', 'x', 0)`,
      ),
    )
    const client = await signedIn('ade')
    expect(await client.command('agent.add', agent('x', { email: 'EVE@example.org' }))).toBe(
      '409 directory/email-taken',
    )
    expect(await client.command('agent.change', { id: 'eve', name: 'Mine' })).toMatch(/40[39] /)
  })

  it('ends everything of an agent who leaves, and takes no new password for them', async () => {
    const { accessToken } = await server.signIn('ana')
    const client = await signedIn('ade')
    expect(await client.command('agent.leave', { id: 'ana' })).toBe(200)
    expect((await server.get('/sync/snapshot', accessToken)).status).toBe(401)
    expect(await server.signIn('ana')).toMatchObject({ kind: 'auth/wrong-password' })
    expect(
      await test.database.query(
        `SELECT (SELECT count(*) FROM credential WHERE agent_id = 'ana') AS credentials,
           (SELECT count(*) FROM session WHERE agent_id = 'ana' AND ended_at = 0) AS sessions,
           (SELECT count(*) FROM device_wipe WHERE agent_id = 'ana' AND receipt_at = 0) AS wipes`,
      ),
    ).toEqual([{ credentials: 0, sessions: 0, wipes: 1 }])
    const reset = await client.post('/admin/api/agents/password', { agentId: 'ana' })
    expect(await reset.json()).toMatchObject({ kind: 'directory/has-left' })
  })

  it('gives a password once, and nobody one of an admin above them', async () => {
    const pia = await signedIn('pia')
    expect(await pia.command('agent.add', agent('new'))).toBe(200)
    const { password: given } = (await (await pia.post('/admin/api/agents/password', { agentId: 'new' })).json()) as {
      password: string
    }
    expect(given).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
    const door = doorOf(server)
    const first = (await door.signIn('new', { password: given })).reply
    // Pia knows it too: it is good until its owner has chosen another.
    expect(first.mustChangePassword).toBe(true)
    const second = (await door.refresh(first.refreshToken)).reply
    expect(second.mustChangePassword).toBe(true)
    const change = { password: given, newPassword: 'nine kettles in a lighthouse' }
    expect((await door.post('/auth/password', change, second.accessToken)).status).toBe(204)
    expect((await door.refresh(second.refreshToken)).reply.mustChangePassword).toBe(false)
    expect((await door.signIn('new', { password: change.newPassword })).reply.mustChangePassword).toBe(false)
    const above = await pia.post('/admin/api/agents/password', { agentId: 'ade' })
    expect([above.status, await above.json()]).toMatchObject([409, { kind: 'directory/right-not-held' }])
    expect(server.logged.join()).not.toContain(given)
  })

  it('gives a brand’s chat secret once, to whoever manages the workplace, and records it', async () => {
    const ade = await signedIn('ade')
    const path = '/admin/api/brands/chat-secret'
    const answer = await ade.post(path, { brandId: 'brand-a' })
    const { secret } = (await answer.json()) as { secret: string }
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const another = (await (await ade.post(path, { brandId: 'brand-a' })).json()) as { secret: string }
    expect(another.secret).not.toBe(secret)
    expect((await ade.post(path, { brandId: 'nowhere' })).status).toBe(409)
    expect((await (await signedIn('pia')).post(path, { brandId: 'brand-a' })).status).toBe(403)
    const recorded = (await server.audited()).filter(({ verb }) => verb === 'chat-secret.renew')
    expect(recorded).toMatchObject([
      { actorId: 'ade', subjectId: 'brand-a' },
      { actorId: 'ade', subjectId: 'brand-a' },
    ])
    for (const output of [server.logged.join(), JSON.stringify(await server.audited())]) {
      expect(output).not.toContain(secret)
      expect(output).not.toContain(another.secret)
    }
  })

  it('lets somebody with a new address sign in with it, from the same moment', async () => {
    const client = await signedIn('ade')
    expect(await client.command('agent.change', { id: 'ana', email: 'Ana.Kovac@Example.org' })).toBe(200)
    const door = doorOf(server)
    expect((await door.signIn('ana', { email: 'ana.kovac@example.org' })).status).toBe(200)
    expect((await door.signIn('ana')).status).toBe(401)
  })

  describe('a list of agents', () => {
    const csv =
      'name,email,role,brands\nNew One,one@example.org,agent,Northwind\nAna K.,ana@example.org,lead,Northwind|Kite'
    const send = (client: AdminClient, text: string, isTrial: boolean) =>
      client.post('/admin/api/agents/import', { csv: text, isTrial })

    it('is looked at first, then done as a whole', async () => {
      const client = await signedIn('ade')
      const before = await rowsOf(test.database, 'directory')
      const trial = (await (await send(client, csv, true)).json()) as { lines: { what: string }[] }
      expect(trial).toMatchObject({ isDone: false, problems: [], unchanged: 0 })
      expect(trial.lines.map(({ what }) => what)).toEqual(['add', 'change'])
      expect(await rowsOf(test.database, 'directory')).toEqual(before)
      expect(await (await send(client, csv, false)).json()).toMatchObject({ isDone: true })
      const rows = await rowsOf(test.database, 'directory')
      expect(rows.find(({ id }) => id === 'ana')).toMatchObject({
        role: 'lead',
        brandIds: ['brand-a', 'brand-b'],
        rev: 2,
      })
      expect(rows.find(({ email }) => email === 'one@example.org')).toMatchObject({ brandIds: ['brand-a'] })
      expect(await (await send(client, csv, false)).json()).toMatchObject({ isDone: true, unchanged: 2, lines: [] })
      const out = await (await client.get('/admin/api/agents.csv')).text()
      expect(out).toContain('New One,one@example.org,agent,,Northwind,,,')
      expect(await (await send(client, out, true)).json()).toMatchObject({ unchanged: 6, lines: [], problems: [] })
    })

    it('does nothing where one line is wrong, or gives more than its giver holds', async () => {
      const before = await rowsOf(test.database, 'directory')
      const client = await signedIn('ade')
      expect(await (await send(client, `${csv}\nX,not an address,agent,`, false)).json()).toMatchObject({
        isDone: false,
        problems: [{ line: 4, column: 'email', kind: 'directory/email-wrong' }],
      })
      const pia = await signedIn('pia')
      expect(await (await send(pia, `${csv}\nX,x@example.org,admin,`, false)).json()).toMatchObject({
        isDone: false,
        problems: [{ line: 4, column: 'role', kind: 'directory/right-not-held' }],
      })
      expect(await rowsOf(test.database, 'directory')).toEqual(before)
    })

    it('takes five thousand lines', async () => {
      const client = await signedIn('ade')
      const lines = Array.from({ length: 5_000 }, (_, index) => `Agent ${index},a${index}@example.org`)
      const answer = await send(client, ['name,email', ...lines].join('\n'), false)
      expect(await answer.json()).toMatchObject({ isDone: true, problems: [] })
      expect(await rowsOf(test.database, 'directory')).toHaveLength(5_013)
    }, 120_000)
  })

  it('reads and changes what is asked of desks', async () => {
    const client = await signedIn('ade')
    const policy = { ...defaultPolicy, idleLockMinutes: 5 }
    expect((await client.post('/admin/api/desk-policy', policy)).status).toBe(204)
    expect(await (await client.get('/admin/api/desk-policy')).json()).toEqual(policy)
    expect((await client.post('/admin/api/desk-policy', { ...policy, offlineDays: 0 })).status).toBe(400)
    const pia = await signedIn('pia')
    expect((await pia.post('/admin/api/desk-policy', policy)).status).toBe(403)
    expect((await server.audited()).filter(({ verb }) => verb === 'desk-policy.changed')).toMatchObject([
      { actorId: 'ade', subjectId: 'org-1' },
    ])
  })
})

const defaultPolicy: DeskPolicy = {
  idleLockMinutes: 15,
  offlineDays: 7,
  idleAwayMinutes: 5,
  darkAfterMinutes: 5,
  wipesAtSignOut: false,
  needsSecondFactor: false,
}
