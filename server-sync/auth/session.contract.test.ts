import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { type Door, doorOf } from '../testing/door.ts'
import { type ManualTime, createManualTime } from '../testing/manual-time.ts'
import { openSocket, refusedStatus } from '../testing/socket-client.ts'
import { testDevice } from '../testing/test-device.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { fillWorkplace, giveCredentials, password } from '../testing/workplace.ts'

const minuteMs = 60_000
const dayMs = 24 * 3_600_000

describe.each(engines)('a session on $engine', ({ engine: name, start }) => {
  let engine: Engine
  let test: TestDatabase
  let time: ManualTime
  let server: TestServer
  let door: Door
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    await fillWorkplace(test.database)
    await giveCredentials(test.database, 'ana', 'lea', 'eve')
    time = createManualTime(Date.UTC(2026, 10, 2))
    server = await startTestServer(test.database, time)
    door = doorOf(server)
  })
  afterEach(async () => {
    await server.stop()
    await test.close()
  })

  const signedIn = async (installation = 'laptop', agentId = 'ana') =>
    (await door.signIn(agentId, { installation })).reply
  const refreshed = async (token: string, installation = 'laptop') => (await door.refresh(token, installation)).reply

  describe('signing in', () => {
    it('binds one replica to an installation and an agent, and tells the desk who, where and how long', async () => {
      const first = await signedIn()
      expect(first).toMatchObject({
        accessLastsMs: 10 * minuteMs,
        agent: { id: 'ana', name: 'Ana Kovač', role: 'agent', brandIds: ['brand-a'], rights: ['conversation.work'] },
        organisation: { id: 'org-1', name: 'Meridian' },
        policy: { idleLockMinutes: 10, offlineDays: 7, wipesAtSignOut: false, needsSecondFactor: false },
        hasSecondFactor: false,
      })
      const again = await signedIn()
      expect(again.replicaId).toBe(first.replicaId)
      expect(again.sessionId).not.toBe(first.sessionId)
      expect((await signedIn('tablet')).replicaId).not.toBe(first.replicaId)
      expect((await signedIn('laptop', 'lea')).replicaId).not.toBe(first.replicaId)
    })

    it('binds the same replica also where the database has forgotten the desk: its log goes on', async () => {
      const first = await signedIn()
      await test.database.transaction((db) =>
        db.script('DELETE FROM access_token; DELETE FROM session; DELETE FROM replica; DELETE FROM device'),
      )
      expect((await signedIn()).replicaId).toBe(first.replicaId)
    })

    it('ends what the desk had before, and nobody else’s', async () => {
      const [old, tablet, lea] = [await signedIn(), await signedIn('tablet'), await signedIn('laptop', 'lea')]
      await signedIn()
      expect(await Promise.all([old, tablet, lea].map(({ accessToken }) => door.opens(accessToken)))).toEqual([
        false,
        true,
        true,
      ])
    })

    it('is never kept by a cache, and says when to come again', async () => {
      for (let count = 0; count < 5; count++) await door.signIn('ana', { password: 'a wrong guess' })
      const refused = await door.signIn('ana')
      expect([refused.status, refused.body]).toEqual([429, { kind: 'auth/too-many-tries', retryAfterMs: 30_000 }])
      expect(refused.headers.get('retry-after')).toBe('30')
      for (const { headers } of [refused, await door.signIn('lea'), await door.refresh('x'.repeat(86))])
        expect(headers.get('cache-control')).toBe('no-store')
    })

    it('tells nobody who exists: not by words, not by headers', async () => {
      const shape = async (agentId: string) => {
        const { status, body, headers } = await door.signIn(agentId, { password: 'a wrong guess' })
        return { status, body, names: [...headers.keys()].sort() }
      }
      expect(await shape('nobody')).toEqual(await shape('ana'))
      expect(await shape('ana')).toMatchObject({ status: 401, body: { kind: 'auth/wrong-password' } })
    })

    it('keeps tokens and passwords neither in the database nor in the log', async () => {
      const { accessToken, refreshToken } = await signedIn()
      const next = await refreshed(refreshToken)
      const tables = ['session', 'access_token', 'credential', 'device', 'sign_in_place', 'sign_in_failure']
      const stored = await Promise.all(tables.map((table) => test.database.query(`SELECT * FROM ${table}`)))
      const everything = JSON.stringify([stored, server.logged])
      const secrets = [accessToken, refreshToken, refreshToken.slice(43), next.accessToken, next.refreshToken, password]
      for (const secret of secrets) expect(everything).not.toContain(secret)
    })

    it('refuses what is no device: a key that is none, a field too much, a body too large', async () => {
      const { device } = testDevice('laptop')
      const post = (given: object) =>
        server.post('/auth/sign-in', { email: 'ana@example.org', password, device, ...given })
      const answers = await Promise.all([
        post({ device: { ...device, publicKey: '!'.repeat(43) } }),
        post({ device: { ...device, keyStore: 'somewhere' } }),
        post({ device: undefined }),
        post({ more: 1 }),
        post({ password: 'x'.repeat(9_000) }),
      ])
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 413])
    })
  })

  describe('refreshing', () => {
    it('brings new tokens, while access tokens of before last out their ten minutes', async () => {
      const first = await signedIn()
      time.advance(9 * minuteMs)
      const second = await refreshed(first.refreshToken)
      expect(await Promise.all([first, second].map(({ accessToken }) => door.opens(accessToken)))).toEqual([true, true])
      time.advance(minuteMs)
      expect(await Promise.all([first, second].map(({ accessToken }) => door.opens(accessToken)))).toEqual([
        false,
        true,
      ])
      time.advance(9 * minuteMs)
      expect(await door.opens(second.accessToken)).toBe(false)
    })

    it('may be asked again until something of the reply was used: whoever lost the reply is not signed out', async () => {
      const first = await signedIn()
      await refreshed(first.refreshToken)
      const again = await refreshed(first.refreshToken)
      time.advance(dayMs)
      const third = await refreshed(first.refreshToken)
      expect(third.refreshToken).toBe(again.refreshToken)
      expect(await door.opens(third.accessToken)).toBe(true)
    })

    it.each([
      ['the new access token on a route', async (reply: Tokens) => void (await door.opens(reply.accessToken))],
      [
        'the new access token on a socket',
        async (reply: Tokens) => {
          const line = await openSocket(`${server.url}/sync`, { authorization: `Bearer ${reply.accessToken}` })
          await line.close()
        },
      ],
      ['the new refresh token', async (reply: Tokens) => void (await door.refresh(reply.refreshToken))],
    ])('supersedes the old token as soon as somebody uses %s, and showing it then ends the family', async (_, use) => {
      const first = await signedIn()
      const second = await refreshed(first.refreshToken)
      await use(second)
      const reused = await door.refresh(first.refreshToken)
      expect([reused.status, reused.kind]).toEqual([401, 'auth/token-reused'])
      // Both sides are out: thief and owner cannot be told apart.
      expect((await door.refresh(second.refreshToken)).kind).toBe('auth/token-reused')
      expect(await door.opens(second.accessToken)).toBe(false)
      expect(server.logged.join('')).toContain('"event":"session-stolen"')
    })

    it('replaying a very old token ends the family as well', async () => {
      const first = await signedIn()
      let { refreshToken } = first
      for (let count = 0; count < 5; count++) {
        time.advance(10 * minuteMs)
        refreshToken = (await refreshed(refreshToken)).refreshToken
      }
      expect((await door.refresh(first.refreshToken)).kind).toBe('auth/token-reused')
      expect((await door.refresh(refreshToken)).kind).toBe('auth/token-reused')
    })

    it('a stolen disk that refreshes before its owner: the owner’s next step ends both', async () => {
      const owner = await signedIn()
      const thief = await refreshed(owner.refreshToken)
      expect(await door.opens(thief.accessToken)).toBe(true)
      expect((await door.refresh(owner.refreshToken)).kind).toBe('auth/token-reused')
      expect(await door.opens(thief.accessToken)).toBe(false)
      expect((await door.refresh(thief.refreshToken)).kind).toBe('auth/token-reused')
    })

    it('a stolen disk that refreshes after its owner: the thief gets nothing, and both are out', async () => {
      const stolen = await signedIn()
      const owner = await refreshed(stolen.refreshToken)
      expect(await door.opens(owner.accessToken)).toBe(true)
      expect((await door.refresh(stolen.refreshToken)).kind).toBe('auth/token-reused')
      expect(await door.opens(owner.accessToken)).toBe(false)
    })

    it('a stolen token without the device’s key ends the family, and its owner hears of it', async () => {
      const { refreshToken, accessToken } = await signedIn()
      const elsewhere = await door.refresh(refreshToken, testDevice('laptop', 'another key'))
      expect([elsewhere.status, elsewhere.kind]).toEqual([401, 'auth/other-device'])
      expect(await door.opens(accessToken)).toBe(false)
      expect((await door.refresh(refreshToken)).kind).toBe('auth/other-device')
    })

    it('a proof is of one token and of one purpose', async () => {
      const [first, other] = [await signedIn(), await signedIn('tablet')]
      const device = testDevice('laptop')
      const proofs = [device.proveRefresh(other.refreshToken), device.proveWiped(first.refreshToken)]
      for (const proof of proofs) {
        const { refreshToken } = await signedIn()
        expect((await door.post('/auth/refresh', { refreshToken, proof })).kind).toBe('auth/other-device')
      }
    })

    it('many at once with one token: nobody is signed out, and one pair goes on', async () => {
      const { refreshToken } = await signedIn()
      const replies = await Promise.all(Array.from({ length: 12 }, () => refreshed(refreshToken)))
      expect(new Set(replies.map((reply) => reply.refreshToken)).size).toBe(1)
      expect(new Set(replies.map((reply) => reply.accessToken)).size).toBe(12)
      const opens = await Promise.all(replies.map(({ accessToken }) => door.opens(accessToken)))
      expect(opens).toEqual(Array<boolean>(12).fill(true))
      const next = await refreshed(replies[3]?.refreshToken ?? '')
      expect(await door.opens(next.accessToken)).toBe(true)
    })

    it('of no family tells nothing and ends nothing', async () => {
      const { refreshToken, accessToken } = await signedIn()
      const strangers = [
        'x'.repeat(86),
        accessToken,
        `${'x'.repeat(43)}${refreshToken.slice(43)}`,
        refreshToken.slice(1),
      ]
      for (const token of strangers) {
        const { status, body } = await door.refresh(token)
        expect([status, body]).toEqual([401, { kind: 'auth/signed-out' }])
      }
      expect(await door.opens(accessToken)).toBe(true)
    })

    it('is refused after a hundred wrong ones from one address, and right ones do not count', async () => {
      const { refreshToken } = await signedIn()
      for (let count = 0; count < 100; count++) expect((await door.refresh('y'.repeat(86))).status).toBe(401)
      expect(await door.refresh('y'.repeat(86))).toMatchObject({ status: 429, kind: 'auth/too-many-tries' })
      time.advance(1_000)
      for (let count = 0; count < 3; count++) expect((await door.refresh(refreshToken)).status).toBe(200)
    })

    it('brings what the directory and the policy say now', async () => {
      const { refreshToken } = await signedIn()
      await test.database.transaction(async (db) => {
        await db.execute(`UPDATE directory SET brand_ids = '["brand-b"]', role = 'lead' WHERE id = 'ana'`)
        await db.execute(`INSERT INTO desk_policy VALUES ('org-1', 5, 3, true, true)`)
      })
      expect(await refreshed(refreshToken)).toMatchObject({
        agent: {
          role: 'lead',
          brandIds: ['brand-b'],
          rights: ['conversation.work', 'conversation.direct', 'knowledge.edit'],
        },
        policy: { idleLockMinutes: 5, offlineDays: 3, wipesAtSignOut: true, needsSecondFactor: true },
        hasSecondFactor: false,
      })
    })
  })

  describe('time', () => {
    it('ends a session thirty days after its last use', async () => {
      const [used, unused] = [await signedIn('laptop'), await signedIn('tablet')]
      time.advance(29 * dayMs)
      const next = await refreshed(used.refreshToken)
      time.advance(dayMs)
      expect((await door.refresh(unused.refreshToken, 'tablet')).kind).toBe('auth/signed-out')
      time.advance(28 * dayMs)
      expect((await door.refresh(next.refreshToken)).status).toBe(200)
    })

    it('ends a session after a hundred and eighty days, however much it is used', async () => {
      let { refreshToken } = await signedIn()
      for (let days = 0; days < 160; days += 20) {
        time.advance(20 * dayMs)
        refreshToken = (await refreshed(refreshToken)).refreshToken
      }
      time.advance(20 * dayMs)
      expect((await door.refresh(refreshToken)).kind).toBe('auth/signed-out')
    })

    it('a desk whose clock is a day off is a desk like any other: nothing that it sends has an instant in it', async () => {
      for (const skewMs of [-dayMs, dayMs]) {
        const date = new Date(time.clock.now() + skewMs).toUTCString()
        const post = async (path: string, body: object) => {
          const headers = { 'content-type': 'application/json', date, 'if-modified-since': date }
          const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
          return (await answer.json()) as { refreshToken: string; accessToken: string; accessLastsMs: number }
        }
        const { device, proveRefresh } = testDevice('laptop')
        const { refreshToken } = await post('/auth/sign-in', { email: 'ana@example.org', password, device })
        const next = await post('/auth/refresh', { refreshToken, proof: proveRefresh(refreshToken) })
        expect(next.accessLastsMs).toBe(10 * minuteMs)
        time.advance(10 * minuteMs - 1)
        expect(await door.opens(next.accessToken)).toBe(true)
        time.advance(1)
        expect(await door.opens(next.accessToken)).toBe(false)
      }
    })

    it('a server clock that is set back signs nobody out, and lengthens no access token', async () => {
      const { refreshToken, accessToken } = await signedIn()
      await server.stop()
      server = await startTestServer(test.database, { clock: time.skewed(-dayMs), timers: time.timers })
      door = doorOf(server)
      expect(await door.opens(accessToken)).toBe(false)
      const next = await refreshed(refreshToken)
      expect(await door.opens(next.accessToken)).toBe(true)
      expect((await door.refresh(refreshToken)).kind).toBe('auth/token-reused')
    })

    it('cleans away what nobody will ask for again', async () => {
      const old = await signedIn('tablet')
      await refreshed(old.refreshToken, 'tablet')
      await door.post('/auth/sign-out', {}, old.accessToken)
      time.advance(31 * dayMs)
      const { sessionId, refreshToken } = await signedIn('laptop')
      const sessions = await test.database.query<{ id: string }>('SELECT id FROM session')
      expect(sessions.map(({ id }) => id)).toEqual([sessionId])
      for (let count = 0; count < 4; count++) {
        time.advance(30 * minuteMs)
        await refreshed(refreshToken)
      }
      expect((await test.database.query('SELECT 1 FROM access_token')).length).toBe(1)
    })
  })

  describe('ending', () => {
    it('with signing out: the tokens open nothing and the desk is told at once', async () => {
      const signed = await signedIn()
      const { line } = await server.desk(signed)
      expect((await server.get('/sync/snapshot', signed.accessToken)).status).toBe(200)
      expect((await door.post('/auth/sign-out', {}, signed.accessToken)).status).toBe(204)
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
      expect(await line.closed).toBe(4000)
      expect((await server.get('/sync/snapshot', signed.accessToken)).status).toBe(401)
      expect(await refusedStatus(`${server.url}/sync`, { authorization: `Bearer ${signed.accessToken}` })).toBe(401)
      expect((await door.refresh(signed.refreshToken)).kind).toBe('auth/signed-out')
    })

    it('a reused token closes the socket of whoever had it', async () => {
      const first = await signedIn()
      const { line } = await server.desk({ ...first, ...(await refreshed(first.refreshToken)) })
      expect((await door.refresh(first.refreshToken)).kind).toBe('auth/token-reused')
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    })

    it('a socket stays open while the session lives, long after its access token', async () => {
      const signed = await signedIn()
      const { line } = await server.desk(signed)
      // Whoever comes in has the node look at all of its sockets.
      const lookAfter = async (days: number) => {
        time.advance(days * dayMs)
        await signedIn('laptop', 'lea')
      }
      await lookAfter(29)
      line.send({ frame: 'ping', n: 1 })
      expect(await line.next('pong')).toMatchObject({ n: 1 })
      // That it was there counts as use.
      await lookAfter(20)
      line.send({ frame: 'ping', n: 2 })
      expect(await line.next('pong')).toMatchObject({ n: 2 })
      await lookAfter(29 * 4 + 15)
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    })

    it('an idle socket learns that its agent lost their role', async () => {
      const ana = await signedIn()
      const { line } = await server.desk(ana)
      await test.database.transaction((db) => db.execute(`UPDATE directory SET role = '' WHERE id = 'ana'`))
      time.advance(1_000)
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
      expect(await door.opens(ana.accessToken)).toBe(false)
      expect((await door.refresh(ana.refreshToken)).kind).toBe('auth/signed-out')
    })

    it('an idle socket of another node learns of it within a second', async () => {
      const elsewhere = await startTestServer(name === 'PGlite' ? test.database : await test.another(), time)
      const signed = await signedIn()
      const { line } = await elsewhere.desk(signed)
      expect((await door.post('/auth/sign-out', {}, signed.accessToken)).status).toBe(204)
      time.advance(1_000)
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
      await elsewhere.stop()
    })

    it('agents see their own sessions and end them; those of others do not exist for them', async () => {
      const [laptop, tablet] = [await signedIn(), await signedIn('tablet')]
      const [lea, eve] = [await signedIn('laptop', 'lea'), await signedIn('laptop', 'eve')]
      const list = async () => (await (await server.get('/auth/sessions', laptop.accessToken)).json()) as unknown
      expect(await list()).toEqual({
        sessions: [laptop, tablet]
          .map(({ sessionId }) => ({
            id: sessionId,
            deviceName: `computer of ${sessionId === laptop.sessionId ? 'laptop' : 'tablet'}`,
            platform: 'linux x64',
            madeAt: time.clock.now(),
            lastUsedAt: time.clock.now(),
            isThisOne: sessionId === laptop.sessionId,
          }))
          .sort((one, other) => (one.id < other.id ? -1 : 1)),
      })
      const end = async (sessionId: string) =>
        (await door.post('/auth/sessions/end', { sessionId }, laptop.accessToken)).status
      expect([await end(lea.sessionId), await end(eve.sessionId), await end('nothing')]).toEqual([404, 404, 404])
      const { line } = await server.desk(tablet)
      expect(await end(tablet.sessionId)).toBe(204)
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
      expect(await end(tablet.sessionId)).toBe(404)
      expect(await list()).toMatchObject({ sessions: [{ id: laptop.sessionId }] })
      expect([await door.opens(lea.accessToken), await door.opens(eve.accessToken)]).toEqual([true, true])
    })

    it('a token of another organisation opens only what is of that organisation', async () => {
      const eve = await signedIn('laptop', 'eve')
      const snapshot = await (await server.get('/sync/snapshot', eve.accessToken)).text()
      expect(snapshot).toContain('"org-2"')
      expect(snapshot).not.toContain('"org-1"')
      // The same computer in two organisations is two devices.
      await signedIn('laptop', 'ana')
      expect(await test.database.query('SELECT 1 FROM device')).toHaveLength(2)
    })

    it('takes tokens in the header only', async () => {
      const { accessToken } = await signedIn()
      const plain = [
        fetch(`${server.url}/auth/sessions?access_token=${accessToken}`),
        fetch(`${server.url}/auth/sessions`, { headers: { cookie: `token=${accessToken}` } }),
        fetch(`${server.url}/auth/sessions`, { headers: { authorization: `Basic ${accessToken}` } }),
        fetch(`${server.url}/auth/sessions`, { headers: { authorization: `Bearer ${accessToken}x` } }),
      ]
      for (const answer of await Promise.all(plain)) expect(answer.status).toBe(401)
    })
  })

  describe('the password', () => {
    it('is changed by who knows it, ends the agent’s other sessions, and only the new one counts', async () => {
      const [laptop, tablet] = [await signedIn(), await signedIn('tablet')]
      const change = (given: object, token = laptop.accessToken) => door.post('/auth/password', given, token)
      const newPassword = 'eleven geese under the bridge'
      expect(await change({ password: 'a wrong guess', newPassword })).toMatchObject({
        status: 401,
        kind: 'auth/wrong-password',
      })
      for (const weak of ['short', 'Password2026', 'ana@example.org'])
        expect(await change({ password, newPassword: weak })).toMatchObject({ status: 400, kind: 'auth/weak-password' })
      expect((await change({ password, newPassword })).status).toBe(204)
      expect([await door.opens(laptop.accessToken), await door.opens(tablet.accessToken)]).toEqual([true, false])
      expect((await door.signIn('ana')).kind).toBe('auth/wrong-password')
      expect((await door.signIn('ana', { password: newPassword })).status).toBe(200)
    })

    it('cannot be guessed at an open desk', async () => {
      const { accessToken } = await signedIn()
      const guess = () =>
        door.post('/auth/password', { password: 'a wrong guess', newPassword: 'eleven geese' }, accessToken)
      for (let count = 0; count < 5; count++) expect((await guess()).status).toBe(401)
      expect(await guess()).toMatchObject({ status: 429, body: { retryAfterMs: 30_000 } })
      // Who guesses there does not lock the agent out of their other desks.
      expect((await door.signIn('ana', { installation: 'tablet' })).status).toBe(200)
    })
  })

  describe('a device', () => {
    it('whose name comes with another key is refused, and its sessions go on', async () => {
      const { accessToken } = await signedIn()
      const copied = await door.signIn('ana', { device: testDevice('laptop', 'another key') })
      expect([copied.status, copied.kind]).toEqual([403, 'auth/device-revoked'])
      expect(await door.opens(accessToken)).toBe(true)
    })

    it('is not told that it is another one before the password was right', async () => {
      await signedIn()
      const copied = await door.signIn('ana', {
        device: testDevice('laptop', 'another key'),
        password: 'a wrong guess',
      })
      expect(copied.kind).toBe('auth/wrong-password')
    })
  })
})

interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
}
