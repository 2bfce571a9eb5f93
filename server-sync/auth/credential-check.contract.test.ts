import { scryptSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { serverKey } from '../db/server-key.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { type ManualTime, createManualTime } from '../testing/manual-time.ts'
import { cheapCost, fillWorkplace, giveCredentials, password } from '../testing/workplace.ts'
import { type CredentialCheck, createCredentialCheck } from './credential-check.ts'
import { createPasswordDesk } from './password-desk.ts'
import { createSecondFactors } from './second-factors.ts'

const dayMs = 24 * 3_600_000
const ana = 'ana@example.org'

describe.each(engines)('who says they are somebody, on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  let time: ManualTime
  let check: CredentialCheck
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    await fillWorkplace(test.database)
    await giveCredentials(test.database, 'ana', 'lea')
    time = createManualTime(Date.UTC(2026, 10, 2))
    check = await node()
  })
  afterEach(() => test.close())

  /** Another one on the same database: after a restart, or beside this one. */
  async function node(clock = time.clock, database = test.database): Promise<CredentialCheck> {
    const passwords = createPasswordDesk({ database, clock, cost: cheapCost })
    const secondFactors = createSecondFactors(database, clock, await serverKey(database, 'second-factor'))
    return createCredentialCheck({ database, clock, passwords, secondFactors })
  }
  const wrong = (address = '192.0.2.1', email = ana, deviceId?: string) =>
    check(address, { email, password: 'a wrong guess', deviceId })
  const right = (address = '192.0.2.1', deviceId?: string) => check(address, { email: ana, password, deviceId })
  const kindOf = async (checked: ReturnType<CredentialCheck>) => {
    const answer = await checked
    return answer.ok ? 'ok' : answer.kind
  }

  it('is taken at their word with the right password, and told as the directory has them', async () => {
    expect(await check('192.0.2.1', { email: 'ANA@Example.org', password })).toEqual({
      ok: true,
      hasSecondFactor: false,
      agent: {
        id: 'ana',
        name: 'Ana Kovač',
        email: ana,
        role: 'agent',
        rights: ['conversation.work'],
        brandIds: ['brand-a'],
        organisationId: 'org-1',
        organisationName: 'Meridian',
      },
    })
    expect(await wrong()).toEqual({ ok: false, kind: 'auth/wrong-password' })
  })

  it('is nobody without a role in the directory', async () => {
    await test.database.transaction((db) => db.execute(`UPDATE directory SET role = '' WHERE id = 'ana'`))
    expect(await kindOf(right())).toBe('auth/wrong-password')
  })

  it('waits after five wrong ones: thirty seconds, then twice as long each time, an hour at most', async () => {
    for (let count = 0; count < 5; count++) expect(await kindOf(wrong())).toBe('auth/wrong-password')
    let waitMs = 30_000
    for (let count = 0; count < 9; count++) {
      expect(await right()).toEqual({ ok: false, kind: 'auth/too-many-tries', retryAfterMs: waitMs })
      time.advance(waitMs - 1)
      expect(await right()).toEqual({ ok: false, kind: 'auth/too-many-tries', retryAfterMs: 1 })
      time.advance(1)
      expect(await kindOf(wrong())).toBe('auth/wrong-password')
      waitMs = Math.min(2 * waitMs, 3_600_000)
    }
    time.advance(3_600_000)
    expect(await kindOf(right())).toBe('ok')
    // Being right ends the counting.
    for (let count = 0; count < 5; count++) expect(await kindOf(wrong())).toBe('auth/wrong-password')
  })

  it('is told the same about an account that does not exist', async () => {
    const answers = async (email: string) => {
      const seen = []
      for (let count = 0; count < 7; count++) seen.push(await wrong('192.0.2.1', email))
      return seen
    }
    expect(await answers('nobody@example.org')).toEqual(await answers(ana))
  })

  it('cannot go faster by asking many times at once, nor by asking another node, nor by a restart', async () => {
    const others = [await node(), await node(time.clock, test.database)]
    const asks = Array.from({ length: 30 }, (_, index) =>
      (others[index % 2] ?? check)(`192.0.2.${index}`, { email: ana, password: 'a wrong guess' }),
    )
    const kinds = (await Promise.all(asks)).map((answer) => (answer.ok ? 'ok' : answer.kind))
    expect(kinds.filter((kind) => kind === 'auth/wrong-password')).toHaveLength(5)
    expect(await kindOf((await node())('192.0.2.99', { email: ana, password }))).toBe('auth/too-many-tries')
  })

  it('stays able to come in from a device that was let in before, whatever strangers try', async () => {
    expect(await kindOf(right('192.0.2.1', 'own device'))).toBe('ok')
    for (let count = 0; count < 10; count++) await wrong(`198.51.100.${count}`)
    expect(await kindOf(right('198.51.100.77'))).toBe('auth/too-many-tries')
    // Also from the very address of the attack.
    for (let count = 0; count < 60; count++) await wrong('192.0.2.1', `somebody-${count}@example.org`)
    expect(await kindOf(right('192.0.2.1', 'own device'))).toBe('ok')
    // Guessing there is no faster.
    for (let count = 0; count < 5; count++) expect(await kindOf(wrong('192.0.2.1', ana, 'own device'))).not.toBe('ok')
    expect(await kindOf(right('192.0.2.1', 'own device'))).toBe('auth/too-many-tries')
  })

  it('gains nothing by naming a device that only another account knows', async () => {
    await check('192.0.2.1', { email: 'lea@example.org', password, deviceId: 'of lea' })
    for (let count = 0; count < 5; count++) await wrong('192.0.2.1', ana, 'of lea')
    expect(await kindOf(wrong('192.0.2.1', ana, 'of lea'))).toBe('auth/too-many-tries')
    expect(await kindOf(right('192.0.2.1', 'another new one'))).toBe('auth/too-many-tries')
  })

  it('stuffing: of a thousand accounts from one address, twenty are looked at, and then one a minute', async () => {
    const kinds: string[] = []
    for (let count = 0; count < 1_000; count++) {
      const account = { email: `person-${count}@example.org`, password: 'from a stolen list' }
      kinds.push(await kindOf(check('203.0.113.5', account)))
    }
    expect(kinds.filter((kind) => kind === 'auth/wrong-password')).toHaveLength(20)
    expect(new Set(kinds.slice(20))).toEqual(new Set(['auth/too-many-tries']))
    time.advance(60_000)
    expect(await kindOf(wrong('203.0.113.5', 'person-21@example.org'))).toBe('auth/wrong-password')
    // Elsewhere nobody notices, and where it came from honest people still come in once there is room.
    expect(await kindOf(right('192.0.2.1'))).toBe('ok')
    time.advance(60_000)
    expect(await kindOf(right('203.0.113.5'))).toBe('ok')
  }, 120_000)

  it('stuffing: of a thousand addresses that try one account, five are looked at', async () => {
    const kinds: string[] = []
    for (let count = 0; count < 1_000; count++) kinds.push(await kindOf(wrong(`10.0.${count >> 8}.${count & 255}`)))
    expect(kinds.filter((kind) => kind === 'auth/wrong-password')).toHaveLength(5)
    const [stored] = await test.database.query<{ failures: number }>('SELECT failures FROM sign_in_failure')
    expect(stored?.failures).toBe(5)
  }, 120_000)

  it('a whole office comes in from one address: who is right does not count', async () => {
    for (let count = 0; count < 60; count++) expect(await kindOf(right('192.0.2.1'))).toBe('ok')
  })

  it('a server clock that is set back neither frees anybody nor locks them for longer', async () => {
    for (let count = 0; count < 5; count++) await wrong()
    check = await node(time.skewed(-dayMs))
    expect(await right()).toMatchObject({ kind: 'auth/too-many-tries', retryAfterMs: 30_000 })
    time.advance(30_000)
    expect(await kindOf(right())).toBe('ok')
  })

  it('forgets wrong tries after a quiet day, and keeps no address in the clear', async () => {
    for (let count = 0; count < 4; count++) await wrong()
    await wrong('192.0.2.9', 'typed-the-password-here')
    const stored = JSON.stringify(await test.database.query('SELECT * FROM sign_in_failure'))
    expect(stored).not.toContain('ana')
    expect(stored).not.toContain('typed')
    time.advance(dayMs + 1)
    for (let count = 0; count < 5; count++) expect(await kindOf(wrong())).toBe('auth/wrong-password')
    expect(await test.database.query('SELECT 1 FROM sign_in_failure')).toHaveLength(1)
  })

  it('has an old secret made anew when it is next right, and not before', async () => {
    const key = scryptSync(password, Buffer.from('salt'), 32, { N: 2, r: 1, p: 1 }).toString('base64url')
    const old = `scrypt$2$1$1$${Buffer.from('salt').toString('base64url')}$${key}`
    await test.database.transaction((db) =>
      db.execute(`UPDATE credential SET secret = $1 WHERE agent_id = 'ana'`, [old]),
    )
    const secret = async () =>
      (await test.database.query<{ secret: string }>(`SELECT secret FROM credential WHERE agent_id = 'ana'`))[0]?.secret
    await wrong()
    expect(await secret()).toBe(old)
    expect(await kindOf(right())).toBe('ok')
    expect(await secret()).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/)
    expect(await kindOf(right())).toBe('ok')
  })

  it('is asked to come again when too many passwords wait to be hashed, and nothing counts against them', async () => {
    const { database } = test
    const passwords = createPasswordDesk({ database, clock: time.clock, cost: cheapCost })
    const asked = Array.from({ length: 70 }, () => passwords.hash('x'))
    const made = await Promise.all(asked)
    expect(made.filter((secret) => secret === undefined)).toHaveLength(7)

    const secondFactors = createSecondFactors(database, time.clock, await serverKey(database, 'second-factor'))
    const busy = { ...passwords, check: () => Promise.resolve('busy' as const) }
    const askBusy = createCredentialCheck({ database, clock: time.clock, passwords: busy, secondFactors })
    for (let count = 0; count < 60; count++) {
      const answer = await askBusy('192.0.2.1', { email: ana, password })
      expect(answer).toEqual({ ok: false, kind: 'auth/too-many-tries', retryAfterMs: 5_000 })
    }
    expect(await kindOf(right())).toBe('ok')
  })
})
