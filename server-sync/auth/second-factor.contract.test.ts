import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { doorSuite } from '../testing/door-suite.ts'
import { engines } from '../testing/engines.ts'
import { password } from '../testing/workplace.ts'
import { changeDeskPolicy } from './desk-policy.ts'

const stepMs = 30_000

describe.each(engines)('a second factor on $engine', ({ start }) => {
  const at = doorSuite({ start, agents: ['ana', 'lea'] })

  const codeAt = (secret: string, timestamp: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })

  /** Ana’s telephone: a new one at each call of `code` has waited for the next step. */
  async function setUp() {
    const { accessToken } = (await at.door.signIn('ana')).reply
    const begun = await at.door.post('/auth/second-factor/begin', { password }, accessToken)
    const secret = begun.body['secret'] as string
    const confirm = (code: string) => at.door.post('/auth/second-factor/confirm', { code }, accessToken)
    const nextCode = () => {
      at.time.advance(stepMs)
      return codeAt(secret, at.time.clock.now())
    }
    return { accessToken, begun, secret, confirm, nextCode }
  }
  async function withFactor() {
    const phone = await setUp()
    const { body } = await phone.confirm(phone.nextCode())
    return { ...phone, recoveryCodes: body['recoveryCodes'] as string[] }
  }
  const signIn = async (code?: string, installation = 'laptop') => {
    const { status, kind } = await at.door.signIn('ana', { installation, ...(code === undefined ? {} : { code }) })
    return kind ?? status
  }

  it('counts from its first right code on, and not before', async () => {
    const { begun, secret, confirm, nextCode } = await setUp()
    expect(begun.body['address']).toBe(
      `otpauth://totp/Farline:ana%40example.org?issuer=Farline&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    )
    expect(await signIn(undefined, 'tablet')).toBe(200)
    expect(await confirm('000000')).toMatchObject({ status: 401, kind: 'auth/wrong-code' })
    expect(await signIn(undefined, 'tablet')).toBe(200)
    const confirmed = await confirm(nextCode())
    expect(confirmed.status).toBe(200)
    expect(new Set(confirmed.body['recoveryCodes'] as string[]).size).toBe(10)
    expect(await signIn()).toBe('auth/second-factor-needed')
    expect(await signIn(nextCode())).toBe(200)
    expect((await at.door.signIn('ana', { code: nextCode() })).reply.hasSecondFactor).toBe(true)
  })

  it('is asked for only after the right password', async () => {
    const { nextCode } = await withFactor()
    const guess = async (code?: string) =>
      (await at.door.signIn('ana', { password: 'a wrong guess', ...(code === undefined ? {} : { code }) })).kind
    expect([await guess(), await guess(nextCode())]).toEqual(['auth/wrong-password', 'auth/wrong-password'])
  })

  it('takes codes of a telephone whose clock is one step off, and no further', async () => {
    const { secret, nextCode } = await withFactor()
    nextCode()
    nextCode()
    const away = (steps: number) => codeAt(secret, at.time.clock.now() + steps * stepMs)
    expect(await signIn(away(-2))).toBe('auth/wrong-code')
    expect(await signIn(away(2))).toBe('auth/wrong-code')
    expect(await signIn(away(-1))).toBe(200)
    expect(await signIn(away(0))).toBe(200)
    expect(await signIn(away(1))).toBe(200)
  })

  it('takes no code twice, nor one of an earlier step, nor the one that set it up', async () => {
    const { secret, confirm } = await setUp()
    const first = codeAt(secret, at.time.clock.now())
    expect((await confirm(first)).status).toBe(200)
    expect(await signIn(first)).toBe('auth/wrong-code')
    const later = codeAt(secret, at.time.clock.now() + stepMs)
    expect(await signIn(later)).toBe(200)
    expect(await signIn(later, 'tablet')).toBe('auth/wrong-code')
    expect(await signIn(first)).toBe('auth/wrong-code')
  })

  it('takes a code once also when it comes many times at once', async () => {
    const { nextCode } = await withFactor()
    const code = nextCode()
    const answers = await Promise.all(['one', 'two', 'three', 'four'].map((desk) => signIn(code, desk)))
    expect(answers.filter((answer) => answer === 200)).toHaveLength(1)
  })

  it('is not fooled by a server clock that was set back: a used step stays used', async () => {
    const { nextCode } = await withFactor()
    const code = nextCode()
    expect(await signIn(code)).toBe(200)
    await at.restart(at.time.skewed(-stepMs))
    expect(await signIn(code)).toBe('auth/wrong-code')
  })

  it('locks after five wrong codes', async () => {
    const { nextCode } = await withFactor()
    for (let count = 0; count < 5; count++) expect(await signIn('000000')).toBe('auth/wrong-code')
    expect(await signIn(nextCode())).toBe(200)
    for (let count = 0; count < 5; count++) expect(await signIn('000000')).toBe('auth/wrong-code')
    expect(await signIn('000000')).toBe('auth/too-many-tries')
    // Asking without a code is not a wrong one, and takes no wrong one back.
    at.time.advance(30_000)
    expect(await signIn()).toBe('auth/second-factor-needed')
    expect(await signIn()).toBe('auth/too-many-tries')
  })

  it('has ten recovery codes, each good once, however it is typed', async () => {
    const { recoveryCodes } = await withFactor()
    for (const code of recoveryCodes) expect(code).toMatch(/^([A-Z0-9]{4}-){3}[A-Z0-9]{4}$/)
    const [first = '', second = ''] = recoveryCodes
    expect(await signIn(first)).toBe(200)
    expect(await signIn(first)).toBe('auth/wrong-code')
    expect(await signIn(second.toLowerCase().replaceAll('-', ' '))).toBe(200)
    expect(await signIn(second)).toBe('auth/wrong-code')
    expect(await at.test.database.query('SELECT 1 FROM recovery_code')).toHaveLength(8)
  })

  it('gives new recovery codes for password and code, and the earlier ones are none any more', async () => {
    const { accessToken, recoveryCodes, nextCode } = await withFactor()
    const renew = (given: object) => at.door.post('/auth/second-factor/recovery-codes', given, accessToken)
    const [first = '', second = ''] = recoveryCodes
    expect(await renew({ password: 'a wrong guess', code: nextCode() })).toMatchObject({ kind: 'auth/wrong-password' })
    expect(await renew({ password, code: '000000' })).toMatchObject({ kind: 'auth/wrong-code' })
    expect(await signIn(first, 'tablet')).toBe(200)

    const code = nextCode()
    const renewed = await renew({ password, code })
    expect(renewed.status).toBe(200)
    const fresh = renewed.body['recoveryCodes'] as string[]
    expect(new Set([...fresh, ...recoveryCodes]).size).toBe(20)
    expect(await renew({ password, code })).toMatchObject({ kind: 'auth/wrong-code' })
    expect(await signIn(second, 'tablet')).toBe('auth/wrong-code')
    expect(await signIn(fresh[0], 'tablet')).toBe(200)
    expect(await signIn(nextCode(), 'tablet')).toBe(200)
    expect(await at.test.database.query('SELECT 1 FROM recovery_code')).toHaveLength(9)
  })

  it('gives no recovery codes to somebody who has no second factor, nor before its first right code', async () => {
    const { accessToken, nextCode } = await setUp()
    const renew = () => at.door.post('/auth/second-factor/recovery-codes', { password, code: nextCode() }, accessToken)
    expect(await renew()).toMatchObject({ status: 401, kind: 'auth/wrong-code' })
    expect(await at.test.database.query('SELECT 1 FROM recovery_code')).toHaveLength(0)
  })

  it('is stored so that who reads the database has neither secret nor codes', async () => {
    const { secret, recoveryCodes } = await withFactor()
    const stored = JSON.stringify([
      await at.test.database.query('SELECT * FROM second_factor'),
      await at.test.database.query('SELECT * FROM recovery_code'),
      at.server.logged,
    ])
    for (const code of [secret, ...recoveryCodes]) expect(stored).not.toContain(code)
  })

  it('cannot be set up, replaced or removed with a session alone', async () => {
    const { accessToken, nextCode } = await withFactor()
    const post = (path: string, body: object) => at.door.post(`/auth/second-factor/${path}`, body, accessToken)
    expect(await post('begin', { password: 'a wrong guess' })).toMatchObject({ kind: 'auth/wrong-password' })
    expect(await post('begin', { password })).toMatchObject({ status: 409, kind: 'auth/has-second-factor' })
    expect(await post('remove', { password: 'a wrong guess', code: nextCode() })).toMatchObject({
      kind: 'auth/wrong-password',
    })
    expect(await post('remove', { password, code: '000000' })).toMatchObject({ kind: 'auth/wrong-code' })
    expect((await post('remove', { password, code: nextCode() })).status).toBe(204)
    expect(await signIn()).toBe(200)
    for (const path of ['begin', 'confirm', 'recovery-codes', 'remove'])
      expect((await at.door.post(`/auth/second-factor/${path}`, { password, code: '000000' })).status).toBe(401)
  })

  it('is asked of everybody where the organisation wants one: who has none is told to set one up, and nobody removes theirs', async () => {
    await at.test.database.transaction((db) => changeDeskPolicy(db, 'org-1', { needsSecondFactor: true }))
    expect((await at.door.signIn('lea')).reply).toMatchObject({
      policy: { needsSecondFactor: true, idleLockMinutes: 10 },
      hasSecondFactor: false,
    })
    const { accessToken, nextCode } = await withFactor()
    const removed = await at.door.post('/auth/second-factor/remove', { password, code: nextCode() }, accessToken)
    expect(removed).toMatchObject({ status: 403, kind: 'auth/second-factor-required' })
  })

  it('desk policies of organisations are their own, and take only what the protocol allows', async () => {
    const change = (given: object) => at.test.database.transaction((db) => changeDeskPolicy(db, 'org-1', given))
    await change({ offlineDays: 3 })
    await Promise.all([change({ idleLockMinutes: 1 }), change({ wipesAtSignOut: true })])
    expect((await at.door.signIn('lea')).reply.policy).toEqual({
      idleLockMinutes: 1,
      offlineDays: 3,
      idleAwayMinutes: 5,
      darkAfterMinutes: 5,
      wipesAtSignOut: true,
      needsSecondFactor: false,
    })
    await expect(change({ offlineDays: 61 })).rejects.toThrow('offlineDays')
    expect((await at.door.signIn('lea')).reply.policy.offlineDays).toBe(3)
  })
})
