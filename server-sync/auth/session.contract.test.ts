import { describe, expect, it } from 'vitest'
import { doorSuite } from '../testing/door-suite.ts'
import { engines } from '../testing/engines.ts'
import { refusedStatus } from '../testing/socket-client.ts'
import { testDevice } from '../testing/test-device.ts'
import { startTestServer } from '../testing/test-server.ts'
import { password } from '../testing/workplace.ts'

const minuteMs = 60_000
const dayMs = 24 * 3_600_000

describe.each(engines)('a session on $engine', ({ engine: name, start }) => {
  const at = doorSuite({ start, agents: ['ana', 'lea', 'eve'] })

  const signedIn = async (installation = 'laptop', agentId = 'ana') =>
    (await at.door.signIn(agentId, { installation })).reply
  const refreshed = async (token: string, installation = 'laptop') => (await at.door.refresh(token, installation)).reply

  describe('signing in', () => {
    it('binds one replica to an installation and an agent, and tells the desk who, where and how long', async () => {
      const first = await signedIn()
      expect(first).toMatchObject({
        accessLastsMs: 10 * minuteMs,
        agent: { id: 'ana', name: 'Ana Kovač', role: 'agent', brandIds: ['brand-a'], rights: ['conversation.work'] },
        organisation: { id: 'org-1', name: 'Meridian' },
        policy: {
          idleLockMinutes: 10,
          offlineDays: 7,
          idleAwayMinutes: 5,
          darkAfterMinutes: 5,
          wipesAtSignOut: false,
          needsSecondFactor: false,
        },
        hasSecondFactor: false,
        mustChangePassword: false,
      })
      const again = await signedIn()
      expect(again.replicaId).toBe(first.replicaId)
      expect(again.sessionId).not.toBe(first.sessionId)
      expect((await signedIn('tablet')).replicaId).not.toBe(first.replicaId)
      expect((await signedIn('laptop', 'lea')).replicaId).not.toBe(first.replicaId)
    })

    it('binds the same replica also where the database has forgotten the desk: its log goes on', async () => {
      const first = await signedIn()
      await at.test.database.transaction((db) =>
        db.script('DELETE FROM access_token; DELETE FROM session; DELETE FROM replica; DELETE FROM device'),
      )
      expect((await signedIn()).replicaId).toBe(first.replicaId)
    })

    it('ends what the desk had before, and nobody else’s', async () => {
      const [old, tablet, lea] = [await signedIn(), await signedIn('tablet'), await signedIn('laptop', 'lea')]
      await signedIn()
      expect(await Promise.all([old, tablet, lea].map(({ accessToken }) => at.door.opens(accessToken)))).toEqual([
        false,
        true,
        true,
      ])
    })

    it('is never kept by a cache, and says when to come again', async () => {
      for (let count = 0; count < 5; count++) await at.door.signIn('ana', { password: 'a wrong guess' })
      const refused = await at.door.signIn('ana')
      expect([refused.status, refused.body]).toEqual([429, { kind: 'auth/too-many-tries', retryAfterMs: 30_000 }])
      expect(refused.headers.get('retry-after')).toBe('30')
      for (const { headers } of [refused, await at.door.signIn('lea'), await at.door.refresh('x'.repeat(86))])
        expect(headers.get('cache-control')).toBe('no-store')
    })

    it('tells nobody who exists: not by words, not by headers', async () => {
      const shape = async (agentId: string) => {
        const { status, body, headers } = await at.door.signIn(agentId, { password: 'a wrong guess' })
        return { status, body, names: [...headers.keys()].sort() }
      }
      expect(await shape('nobody')).toEqual(await shape('ana'))
      expect(await shape('ana')).toMatchObject({ status: 401, body: { kind: 'auth/wrong-password' } })
    })

    it('keeps tokens and passwords neither in the database nor in the log', async () => {
      const { accessToken, refreshToken } = await signedIn()
      const next = await refreshed(refreshToken)
      const tables = ['session', 'access_token', 'credential', 'device', 'sign_in_place', 'sign_in_failure']
      const stored = await Promise.all(tables.map((table) => at.test.database.query(`SELECT * FROM ${table}`)))
      const everything = JSON.stringify([stored, at.server.logged])
      const secrets = [accessToken, refreshToken, refreshToken.slice(43), next.accessToken, next.refreshToken, password]
      for (const secret of secrets) expect(everything).not.toContain(secret)
    })

    it('refuses what is no device: a key that is none, a field too much, a body too large', async () => {
      const { device } = testDevice('laptop')
      const post = (given: object) =>
        at.server.post('/auth/sign-in', { email: 'ana@example.org', password, device, ...given })
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

  describe('ending', () => {
    it('with signing out: the tokens open nothing and the desk is told at once', async () => {
      const signed = await signedIn()
      const { line } = await at.server.desk(signed)
      expect((await at.server.get('/sync/snapshot', signed.accessToken)).status).toBe(200)
      expect((await at.door.post('/auth/sign-out', {}, signed.accessToken)).status).toBe(204)
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
      expect(await line.closed).toBe(4000)
      expect((await at.server.get('/sync/snapshot', signed.accessToken)).status).toBe(401)
      expect(await refusedStatus(`${at.server.url}/sync`, { authorization: `Bearer ${signed.accessToken}` })).toBe(401)
      expect((await at.door.refresh(signed.refreshToken)).kind).toBe('auth/signed-out')
    })

    it('a reused token closes the socket of whoever had it', async () => {
      const first = await signedIn()
      const { line } = await at.server.desk({ ...first, ...(await refreshed(first.refreshToken)) })
      expect((await at.door.refresh(first.refreshToken)).kind).toBe('auth/token-reused')
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    })

    it('a socket stays open while the session lives, long after its access token', async () => {
      const signed = await signedIn()
      const { line } = await at.server.desk(signed)
      // Whoever comes in has the node look at all of its sockets.
      const lookAfter = async (days: number) => {
        at.time.advance(days * dayMs)
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
      const { line } = await at.server.desk(ana)
      await at.test.database.transaction((db) => db.execute(`UPDATE directory SET role = '' WHERE id = 'ana'`))
      at.time.advance(1_000)
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
      expect(await at.door.opens(ana.accessToken)).toBe(false)
      expect((await at.door.refresh(ana.refreshToken)).kind).toBe('auth/signed-out')
    })

    it('an idle socket of another node learns of it within a second', async () => {
      const elsewhere = await startTestServer(name === 'PGlite' ? at.test.database : await at.test.another(), at.time)
      const signed = await signedIn()
      const { line } = await elsewhere.desk(signed)
      expect((await at.door.post('/auth/sign-out', {}, signed.accessToken)).status).toBe(204)
      at.time.advance(1_000)
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
      await elsewhere.stop()
    })

    it('agents see their own sessions and end them; those of others do not exist for them', async () => {
      const [laptop, tablet] = [await signedIn(), await signedIn('tablet')]
      const [lea, eve] = [await signedIn('laptop', 'lea'), await signedIn('laptop', 'eve')]
      const list = async () => (await (await at.server.get('/auth/sessions', laptop.accessToken)).json()) as unknown
      expect(await list()).toEqual({
        sessions: [laptop, tablet]
          .map(({ sessionId }) => ({
            id: sessionId,
            deviceName: `computer of ${sessionId === laptop.sessionId ? 'laptop' : 'tablet'}`,
            platform: 'linux x64',
            madeAt: at.time.clock.now(),
            lastUsedAt: at.time.clock.now(),
            isThisOne: sessionId === laptop.sessionId,
          }))
          .sort((one, other) => (one.id < other.id ? -1 : 1)),
      })
      const end = async (sessionId: string) =>
        (await at.door.post('/auth/sessions/end', { sessionId }, laptop.accessToken)).status
      expect([await end(lea.sessionId), await end(eve.sessionId), await end('nothing')]).toEqual([404, 404, 404])
      const { line } = await at.server.desk(tablet)
      expect(await end(tablet.sessionId)).toBe(204)
      expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
      expect(await end(tablet.sessionId)).toBe(404)
      expect(await list()).toMatchObject({ sessions: [{ id: laptop.sessionId }] })
      expect([await at.door.opens(lea.accessToken), await at.door.opens(eve.accessToken)]).toEqual([true, true])
    })

    it('a token of another organisation opens only what is of that organisation', async () => {
      const eve = await signedIn('laptop', 'eve')
      const snapshot = await (await at.server.get('/sync/snapshot', eve.accessToken)).text()
      expect(snapshot).toContain('"org-2"')
      expect(snapshot).not.toContain('"org-1"')
      // The same computer in two organisations is two devices.
      await signedIn('laptop', 'ana')
      expect(await at.test.database.query('SELECT 1 FROM device')).toHaveLength(2)
    })

    it('takes tokens in the header only', async () => {
      const { accessToken } = await signedIn()
      const plain = [
        fetch(`${at.server.url}/auth/sessions?access_token=${accessToken}`),
        fetch(`${at.server.url}/auth/sessions`, { headers: { cookie: `token=${accessToken}` } }),
        fetch(`${at.server.url}/auth/sessions`, { headers: { authorization: `Basic ${accessToken}` } }),
        fetch(`${at.server.url}/auth/sessions`, { headers: { authorization: `Bearer ${accessToken}x` } }),
      ]
      for (const answer of await Promise.all(plain)) expect(answer.status).toBe(401)
    })
  })

  describe('the password', () => {
    it('is changed by who knows it, ends the agent’s other sessions, and only the new one counts', async () => {
      const [laptop, tablet] = [await signedIn(), await signedIn('tablet')]
      const change = (given: object, token = laptop.accessToken) => at.door.post('/auth/password', given, token)
      const newPassword = 'eleven geese under the bridge'
      expect(await change({ password: 'a wrong guess', newPassword })).toMatchObject({
        status: 401,
        kind: 'auth/wrong-password',
      })
      for (const weak of ['short', 'Password2026', 'ana@example.org'])
        expect(await change({ password, newPassword: weak })).toMatchObject({ status: 400, kind: 'auth/weak-password' })
      expect((await change({ password, newPassword })).status).toBe(204)
      expect([await at.door.opens(laptop.accessToken), await at.door.opens(tablet.accessToken)]).toEqual([true, false])
      expect((await at.door.signIn('ana')).kind).toBe('auth/wrong-password')
      expect((await at.door.signIn('ana', { password: newPassword })).status).toBe(200)
    })

    it('cannot be guessed at an open desk', async () => {
      const { accessToken } = await signedIn()
      const guess = () =>
        at.door.post('/auth/password', { password: 'a wrong guess', newPassword: 'eleven geese' }, accessToken)
      for (let count = 0; count < 5; count++) expect((await guess()).status).toBe(401)
      expect(await guess()).toMatchObject({ status: 429, body: { retryAfterMs: 30_000 } })
      // Who guesses there does not lock the agent out of their other desks.
      expect((await at.door.signIn('ana', { installation: 'tablet' })).status).toBe(200)
    })
  })

  describe('a device', () => {
    it('whose name comes with another key is refused, and its sessions go on', async () => {
      const { accessToken } = await signedIn()
      const copied = await at.door.signIn('ana', { device: testDevice('laptop', 'another key') })
      expect([copied.status, copied.kind]).toEqual([403, 'auth/device-revoked'])
      expect(await at.door.opens(accessToken)).toBe(true)
    })

    it('is not told that it is another one before the password was right', async () => {
      await signedIn()
      const copied = await at.door.signIn('ana', {
        device: testDevice('laptop', 'another key'),
        password: 'a wrong guess',
      })
      expect(copied.kind).toBe('auth/wrong-password')
    })
  })
})
