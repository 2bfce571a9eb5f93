import { describe, expect, it } from 'vitest'
import { doorSuite } from '../testing/door-suite.ts'
import { engines } from '../testing/engines.ts'
import { openSocket } from '../testing/socket-client.ts'
import { testDevice } from '../testing/test-device.ts'
import { password } from '../testing/workplace.ts'

const minuteMs = 60_000
const dayMs = 24 * 3_600_000

describe.each(engines)('tokens that rotate, on $engine', ({ start }) => {
  const at = doorSuite({ start, agents: ['ana', 'lea', 'eve'] })

  const signedIn = async (installation = 'laptop', agentId = 'ana') =>
    (await at.door.signIn(agentId, { installation })).reply
  const refreshed = async (token: string, installation = 'laptop') => (await at.door.refresh(token, installation)).reply

  describe('refreshing', () => {
    it('brings new tokens, while access tokens of before last out their ten minutes', async () => {
      const first = await signedIn()
      at.time.advance(9 * minuteMs)
      const second = await refreshed(first.refreshToken)
      expect(await Promise.all([first, second].map(({ accessToken }) => at.door.opens(accessToken)))).toEqual([
        true,
        true,
      ])
      at.time.advance(minuteMs)
      expect(await Promise.all([first, second].map(({ accessToken }) => at.door.opens(accessToken)))).toEqual([
        false,
        true,
      ])
      at.time.advance(9 * minuteMs)
      expect(await at.door.opens(second.accessToken)).toBe(false)
    })

    it('may be asked again until something of the reply was used: whoever lost the reply is not signed out', async () => {
      const first = await signedIn()
      await refreshed(first.refreshToken)
      const again = await refreshed(first.refreshToken)
      at.time.advance(dayMs)
      const third = await refreshed(first.refreshToken)
      expect(third.refreshToken).toBe(again.refreshToken)
      expect(await at.door.opens(third.accessToken)).toBe(true)
    })

    it.each([
      ['the new access token on a route', async (reply: Tokens) => void (await at.door.opens(reply.accessToken))],
      [
        'the new access token on a socket',
        async (reply: Tokens) => {
          const line = await openSocket(`${at.server.url}/sync`, { authorization: `Bearer ${reply.accessToken}` })
          await line.close()
        },
      ],
      ['the new refresh token', async (reply: Tokens) => void (await at.door.refresh(reply.refreshToken))],
    ])('supersedes the old token as soon as somebody uses %s, and showing it then ends the family', async (_, use) => {
      const first = await signedIn()
      const second = await refreshed(first.refreshToken)
      await use(second)
      const reused = await at.door.refresh(first.refreshToken)
      expect([reused.status, reused.kind]).toEqual([401, 'auth/token-reused'])
      // Both sides are out: thief and owner cannot be told apart.
      expect((await at.door.refresh(second.refreshToken)).kind).toBe('auth/token-reused')
      expect(await at.door.opens(second.accessToken)).toBe(false)
      expect(at.server.logged.join('')).toContain('"event":"session-stolen"')
    })

    it('replaying a very old token ends the family as well', async () => {
      const first = await signedIn()
      let { refreshToken } = first
      for (let count = 0; count < 5; count++) {
        at.time.advance(10 * minuteMs)
        refreshToken = (await refreshed(refreshToken)).refreshToken
      }
      expect((await at.door.refresh(first.refreshToken)).kind).toBe('auth/token-reused')
      expect((await at.door.refresh(refreshToken)).kind).toBe('auth/token-reused')
    })

    it('a stolen disk that refreshes before its owner: the owner’s next step ends both', async () => {
      const owner = await signedIn()
      const thief = await refreshed(owner.refreshToken)
      expect(await at.door.opens(thief.accessToken)).toBe(true)
      expect((await at.door.refresh(owner.refreshToken)).kind).toBe('auth/token-reused')
      expect(await at.door.opens(thief.accessToken)).toBe(false)
      expect((await at.door.refresh(thief.refreshToken)).kind).toBe('auth/token-reused')
    })

    it('a stolen disk that refreshes after its owner: the thief gets nothing, and both are out', async () => {
      const stolen = await signedIn()
      const owner = await refreshed(stolen.refreshToken)
      expect(await at.door.opens(owner.accessToken)).toBe(true)
      expect((await at.door.refresh(stolen.refreshToken)).kind).toBe('auth/token-reused')
      expect(await at.door.opens(owner.accessToken)).toBe(false)
    })

    it('a stolen token without the device’s key ends the family, and its owner hears of it', async () => {
      const { refreshToken, accessToken } = await signedIn()
      const elsewhere = await at.door.refresh(refreshToken, testDevice('laptop', 'another key'))
      expect([elsewhere.status, elsewhere.kind]).toEqual([401, 'auth/other-device'])
      expect(await at.door.opens(accessToken)).toBe(false)
      expect((await at.door.refresh(refreshToken)).kind).toBe('auth/other-device')
    })

    it('a proof is of one token and of one purpose', async () => {
      const [first, other] = [await signedIn(), await signedIn('tablet')]
      const device = testDevice('laptop')
      const proofs = [device.proveRefresh(other.refreshToken), device.proveWiped(first.refreshToken)]
      for (const proof of proofs) {
        const { refreshToken } = await signedIn()
        expect((await at.door.post('/auth/refresh', { refreshToken, proof })).kind).toBe('auth/other-device')
      }
    })

    it('many at once with one token: nobody is signed out, and one pair goes on', async () => {
      const { refreshToken } = await signedIn()
      const replies = await Promise.all(Array.from({ length: 12 }, () => refreshed(refreshToken)))
      expect(new Set(replies.map((reply) => reply.refreshToken)).size).toBe(1)
      expect(new Set(replies.map((reply) => reply.accessToken)).size).toBe(12)
      const opens = await Promise.all(replies.map(({ accessToken }) => at.door.opens(accessToken)))
      expect(opens).toEqual(Array<boolean>(12).fill(true))
      const next = await refreshed(replies[3]?.refreshToken ?? '')
      expect(await at.door.opens(next.accessToken)).toBe(true)
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
        const { status, body } = await at.door.refresh(token)
        expect([status, body]).toEqual([401, { kind: 'auth/signed-out' }])
      }
      expect(await at.door.opens(accessToken)).toBe(true)
    })

    it('is refused after a hundred wrong ones from one address, and right ones do not count', async () => {
      const { refreshToken } = await signedIn()
      for (let count = 0; count < 100; count++) expect((await at.door.refresh('y'.repeat(86))).status).toBe(401)
      expect(await at.door.refresh('y'.repeat(86))).toMatchObject({ status: 429, kind: 'auth/too-many-tries' })
      at.time.advance(1_000)
      for (let count = 0; count < 3; count++) expect((await at.door.refresh(refreshToken)).status).toBe(200)
    })

    it('brings what the directory and the policy say now', async () => {
      const { refreshToken } = await signedIn()
      await at.test.database.transaction(async (db) => {
        await db.execute(`UPDATE directory SET brand_ids = '["brand-b"]', role = 'lead' WHERE id = 'ana'`)
        await db.execute(`INSERT INTO desk_policy VALUES ('org-1', 5, 3, true, true)`)
      })
      expect(await refreshed(refreshToken)).toMatchObject({
        agent: {
          role: 'lead',
          brandIds: ['brand-b'],
          rights: ['conversation.work', 'conversation.direct', 'knowledge.edit'],
        },
        policy: {
          idleLockMinutes: 5,
          offlineDays: 3,
          idleAwayMinutes: 5,
          darkAfterMinutes: 5,
          wipesAtSignOut: true,
          needsSecondFactor: true,
        },
        hasSecondFactor: false,
        mustChangePassword: false,
      })
    })
  })

  describe('time', () => {
    it('ends a session thirty days after its last use', async () => {
      const [used, unused] = [await signedIn('laptop'), await signedIn('tablet')]
      at.time.advance(29 * dayMs)
      const next = await refreshed(used.refreshToken)
      at.time.advance(dayMs)
      expect((await at.door.refresh(unused.refreshToken, 'tablet')).kind).toBe('auth/signed-out')
      at.time.advance(28 * dayMs)
      expect((await at.door.refresh(next.refreshToken)).status).toBe(200)
    })

    it('ends a session after a hundred and eighty days, however much it is used', async () => {
      let { refreshToken } = await signedIn()
      for (let days = 0; days < 160; days += 20) {
        at.time.advance(20 * dayMs)
        refreshToken = (await refreshed(refreshToken)).refreshToken
      }
      at.time.advance(20 * dayMs)
      expect((await at.door.refresh(refreshToken)).kind).toBe('auth/signed-out')
    })

    it('a desk whose clock is a day off is a desk like any other: nothing that it sends has an instant in it', async () => {
      for (const skewMs of [-dayMs, dayMs]) {
        const date = new Date(at.time.clock.now() + skewMs).toUTCString()
        const post = async (path: string, body: object) => {
          const headers = { 'content-type': 'application/json', date, 'if-modified-since': date }
          const answer = await fetch(`${at.server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
          return (await answer.json()) as { refreshToken: string; accessToken: string; accessLastsMs: number }
        }
        const { device, proveRefresh } = testDevice('laptop')
        const { refreshToken } = await post('/auth/sign-in', { email: 'ana@example.org', password, device })
        const next = await post('/auth/refresh', { refreshToken, proof: proveRefresh(refreshToken) })
        expect(next.accessLastsMs).toBe(10 * minuteMs)
        at.time.advance(10 * minuteMs - 1)
        expect(await at.door.opens(next.accessToken)).toBe(true)
        at.time.advance(1)
        expect(await at.door.opens(next.accessToken)).toBe(false)
      }
    })

    it('a server clock that is set back signs nobody out, and lengthens no access token', async () => {
      const { refreshToken, accessToken } = await signedIn()
      await at.restart(at.time.skewed(-dayMs))
      expect(await at.door.opens(accessToken)).toBe(false)
      const next = await refreshed(refreshToken)
      expect(await at.door.opens(next.accessToken)).toBe(true)
      expect((await at.door.refresh(refreshToken)).kind).toBe('auth/token-reused')
    })

    it('cleans away what nobody will ask for again', async () => {
      const old = await signedIn('tablet')
      await refreshed(old.refreshToken, 'tablet')
      await at.door.post('/auth/sign-out', {}, old.accessToken)
      at.time.advance(31 * dayMs)
      const { sessionId, refreshToken } = await signedIn('laptop')
      const sessions = await at.test.database.query<{ id: string }>('SELECT id FROM session')
      expect(sessions.map(({ id }) => id)).toEqual([sessionId])
      for (let count = 0; count < 4; count++) {
        at.time.advance(30 * minuteMs)
        await refreshed(refreshToken)
      }
      expect((await at.test.database.query('SELECT 1 FROM access_token')).length).toBe(1)
    })
  })
})

interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
}
