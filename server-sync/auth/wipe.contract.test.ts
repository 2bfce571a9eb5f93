import { beforeEach, describe, expect, it } from 'vitest'
import { blankAgent } from '#shared/domain/directory/blank-agent.ts'
import type { CommandType } from '#shared/domain/commands.ts'
import { doorSuite } from '../testing/door-suite.ts'
import { engines } from '../testing/engines.ts'
import { testDevice } from '../testing/test-device.ts'
import { envelope } from '../testing/workplace.ts'

const dayMs = 24 * 3_600_000

describe.each(engines)('IT and the devices, on $engine', ({ start }) => {
  const at = doorSuite({
    start,
    agents: ['ana', 'ben', 'lea', 'eve'],
    prepare: ({ database }) =>
      database.transaction((db) => db.execute(`UPDATE directory SET role = 'admin' WHERE id IN ('ben', 'eve')`)),
  })
  let boss: string
  beforeEach(async () => {
    boss = (await at.door.signIn('ben', { installation: 'office' })).reply.accessToken
  })

  const signedIn = async (agentId: string, installation: string) =>
    (await at.door.signIn(agentId, { installation })).reply
  const wipe = (given: object, token = boss) => at.door.post('/admin/api/devices/wipe', given, token)
  const allow = (installationId: string, token = boss) =>
    at.door.post('/admin/api/devices/allow', { installationId }, token)
  const receipt = (installationId: string, wipeId: string, given: object = {}) =>
    at.door.post('/auth/wipe-receipt', {
      installationId,
      wipeId,
      wipedAt: at.time.clock.now() - dayMs,
      unsent: 3,
      destroyed: ['keys', 'commands'],
      proof: testDevice(installationId).proveWiped(wipeId),
      ...given,
    })
  const devices = async (token = boss) => {
    const answer = await at.server.get('/admin/api/devices', token)
    return ((await answer.json()) as { devices: (Record<string, unknown> & { installationId: string })[] }).devices
  }
  const device = async (installationId: string) =>
    (await devices()).find((each) => each.installationId === installationId)

  /** Where people are managed: by commands in its own log. */
  async function managersDesk() {
    const manager = await signedIn('ben', 'manager')
    const { line } = await at.server.desk(manager)
    let deviceSeq = 0
    return async (type: CommandType, args: Record<string, unknown>) => {
      const command = envelope('ben', ++deviceSeq, type, args, { replicaId: manager.replicaId, logId: 'log-1' })
      line.send({ frame: 'commands', commands: [command] })
      return ((await line.next('outcomes'))['outcomes'] as readonly object[])[0]
    }
  }

  it('a lost device hears of it at its next refresh and at every sign-in, until it says what it destroyed', async () => {
    const [ana, lea] = [await signedIn('ana', 'laptop'), await signedIn('lea', 'laptop')]
    const { line } = await at.server.desk(ana)
    const { body, status } = await wipe({ installationId: 'laptop' })
    const wipeId = String(body['wipeId'])
    expect(status).toBe(200)
    expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    expect(await at.door.opens(lea.accessToken)).toBe(false)

    const told = { status: 403, body: { kind: 'auth/wipe', wipeId, wholeDevice: true } }
    // It was offline for long meanwhile, and others signed in and out.
    at.time.advance(90 * dayMs)
    boss = (await signedIn('ben', 'office')).accessToken
    expect(await at.door.refresh(ana.refreshToken)).toMatchObject(told)
    expect(await at.door.refresh(lea.refreshToken)).toMatchObject(told)
    expect(await at.door.signIn('ana')).toMatchObject(told)
    expect((await at.door.signIn('ana', { password: 'a wrong guess' })).kind).toBe('auth/wrong-password')
    expect((await at.door.signIn('ana', { installation: 'tablet' })).status).toBe(200)
    expect((await device('laptop'))?.['wipes']).toMatchObject([{ id: wipeId, state: 'waiting', receipt: null }])

    expect((await receipt('laptop', wipeId)).status).toBe(204)
    const receivedAt = at.time.clock.now()
    at.time.advance(5_000)
    expect((await receipt('laptop', wipeId, { unsent: 9 })).status).toBe(204)
    expect(await device('laptop')).toMatchObject({
      isRevoked: true,
      sessions: [],
      wipes: [
        {
          id: wipeId,
          agentId: null,
          state: 'done',
          receipt: { receivedAt, wipedAt: receivedAt - dayMs, unsent: 3, destroyed: ['keys', 'commands'] },
        },
      ],
    })
    expect(await at.door.refresh(ana.refreshToken)).toMatchObject({ status: 401, kind: 'auth/signed-out' })
    expect(await at.door.signIn('ana')).toMatchObject({ status: 403, kind: 'auth/device-revoked' })

    // IT has it back. It lost its key, so it comes with a new one.
    expect((await allow('laptop')).status).toBe(204)
    const renewed = testDevice('laptop', 'a new key')
    expect((await at.door.signIn('ana', { device: renewed })).status).toBe(200)
    expect((await at.door.signIn('lea')).kind).toBe('auth/device-revoked')
  })

  it('only the device itself says that it was wiped', async () => {
    await signedIn('ana', 'laptop')
    await signedIn('lea', 'tablet')
    const wipeId = String((await wipe({ installationId: 'laptop' })).body['wipeId'])
    const forged = [
      receipt('laptop', wipeId, { proof: testDevice('laptop', 'another key').proveWiped(wipeId) }),
      receipt('laptop', wipeId, { proof: testDevice('laptop').proveRefresh(wipeId) }),
      receipt('tablet', wipeId),
      receipt('laptop', 'no such wipe'),
    ]
    for (const { status, kind } of await Promise.all(forged)) expect([status, kind]).toEqual([401, 'auth/other-device'])
    expect((await receipt('laptop', wipeId, { destroyed: ['everything'] })).status).toBe(400)
    expect((await device('laptop'))?.['wipes']).toMatchObject([{ state: 'waiting' }])
  })

  it('tells of a wipe only whoever holds the device’s key', async () => {
    const { refreshToken } = await signedIn('ana', 'laptop')
    await wipe({ installationId: 'laptop' })
    const thief = await at.door.refresh(refreshToken, testDevice('laptop', 'another key'))
    expect(thief).toMatchObject({ status: 401, body: { kind: 'auth/signed-out' } })
    // A disk image that was put back has an old token, and the key.
    const old = await at.door.refresh(`${refreshToken.slice(0, 43)}${'x'.repeat(43)}`)
    expect(old.kind).toBe('auth/wipe')
  })

  it('the wipe of one agent leaves the others on that device alone, and lets them back in after the receipt', async () => {
    const [ana, lea] = [await signedIn('ana', 'laptop'), await signedIn('lea', 'laptop')]
    const wipeId = String((await wipe({ installationId: 'laptop', agentId: 'ana' })).body['wipeId'])
    expect(await at.door.refresh(lea.refreshToken)).toMatchObject({ status: 200 })
    expect((await at.door.refresh(ana.refreshToken)).kind).toBe('auth/wipe')
    expect((await at.door.signIn('ana')).kind).toBe('auth/wipe')
    expect((await at.door.signIn('lea')).status).toBe(200)
    expect((await receipt('laptop', wipeId)).status).toBe(204)
    expect((await at.door.signIn('ana')).reply.replicaId).toBe(ana.replicaId)
    expect(await device('laptop')).toMatchObject({ isRevoked: false })
  })

  it('asked twice it is one wipe, and a whole one settles those of single agents', async () => {
    await signedIn('ana', 'laptop')
    const ask = async (given: object) => (await wipe({ installationId: 'laptop', ...given })).body['wipeId']
    const ofAna = await ask({ agentId: 'ana' })
    expect(await ask({ agentId: 'ana' })).toBe(ofAna)
    const whole = await ask({})
    expect(await ask({})).toBe(whole)
    expect(whole).not.toBe(ofAna)
    expect((await at.door.signIn('ana')).body['wipeId']).toBe(whole)
    await receipt('laptop', String(whole))
    expect((await device('laptop'))?.['wipes']).toMatchObject([{ state: 'done' }, { state: 'done' }])
  })

  it('a device that was found again is let in, and what was to be destroyed is withdrawn', async () => {
    await signedIn('ana', 'laptop')
    await wipe({ installationId: 'laptop' })
    expect((await allow('laptop')).status).toBe(204)
    expect((await at.door.signIn('ana')).status).toBe(200)
    expect(await device('laptop')).toMatchObject({ isRevoked: false, wipes: [{ state: 'withdrawn', receipt: null }] })
  })

  it('who left is out everywhere at once, cannot come back, and their desks are wiped', async () => {
    const [laptop, tablet] = [await signedIn('ana', 'laptop'), await signedIn('ana', 'tablet')]
    const lea = await signedIn('lea', 'laptop')
    const { line } = await at.server.desk(laptop)
    const sayAtDesk = await managersDesk()
    expect(await sayAtDesk('agent.leave', { id: 'ana' })).toMatchObject({ outcome: 'applied' })
    at.time.advance(1_000)
    expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    expect(await at.door.refresh(laptop.refreshToken)).toMatchObject({ status: 403, kind: 'auth/wipe' })
    expect(await at.door.refresh(tablet.refreshToken, 'tablet')).toMatchObject({ status: 403, kind: 'auth/wipe' })
    expect((await at.door.signIn('ana')).kind).toBe('auth/wrong-password')
    expect(await at.door.opens(lea.accessToken)).toBe(true)
    expect(
      await at.test.database.query(
        'SELECT agent_id AS agent, installation_id AS installation FROM device_wipe ORDER BY 2',
      ),
    ).toEqual([
      { agent: 'ana', installation: 'laptop' },
      { agent: 'ana', installation: 'tablet' },
    ])
    // The rights that it took are not left behind for what the same desk says next.
    expect(await sayAtDesk('agent.leave', { id: 'eve' })).toMatchObject({ outcome: 'refused' })
  })

  it('an address that somebody of another organisation signs in with is refused to a desk as well', async () => {
    const sayAtDesk = await managersDesk()
    const cleo = { ...blankAgent, id: 'cleo', name: 'Cleo' }
    expect(await sayAtDesk('agent.add', { ...cleo, email: 'Eve@example.org' })).toMatchObject({
      outcome: 'refused',
      refusal: { kind: 'directory/email-taken' },
    })
    expect(await sayAtDesk('agent.change', { id: 'ana', email: 'eve@example.org' })).toMatchObject({
      outcome: 'refused',
      refusal: { kind: 'directory/email-taken' },
    })
    expect(await sayAtDesk('agent.add', { ...cleo, email: 'cleo@example.org' })).toMatchObject({ outcome: 'applied' })
  })

  it('shows devices with their agents, sessions and key stores, of the own organisation only', async () => {
    const [ana] = [await signedIn('ana', 'laptop'), await signedIn('lea', 'laptop')]
    const eve = await signedIn('eve', 'laptop')
    expect((await devices()).map(({ installationId }) => installationId).sort()).toEqual(['laptop', 'office'])
    const laptop = await device('laptop')
    expect(laptop).toMatchObject({
      name: 'computer of laptop',
      platform: 'linux x64',
      keyStore: 'os-keyring',
      firstSeenAt: at.time.clock.now(),
      lastSeenAt: at.time.clock.now(),
      isRevoked: false,
      agents: [
        { id: 'ana', name: 'Ana Kovač' },
        { id: 'lea', name: 'lea' },
      ],
      wipes: [],
    })
    const sessions = laptop?.['sessions'] as { id: string; agentId: string }[]
    expect(sessions.map(({ agentId }) => agentId).sort()).toEqual(['ana', 'lea'])
    expect(sessions.map(({ id }) => id)).toContain(ana?.sessionId)
    expect(await devices(eve.accessToken)).toMatchObject([{ agents: [{ id: 'eve' }] }])
  })

  it('needs the right to manage devices, and reaches no other organisation', async () => {
    const [ana, eve] = [await signedIn('ana', 'laptop'), await signedIn('eve', 'elsewhere')]
    const { sessionId } = ana
    const calls = (token?: string) => [
      at.server.get('/admin/api/devices', token),
      at.server.post('/admin/api/devices/wipe', { installationId: 'laptop' }, token),
      at.server.post('/admin/api/devices/allow', { installationId: 'laptop' }, token),
      at.server.post('/admin/api/sessions/end', { sessionId }, token),
    ]
    const statuses = async (token?: string) => (await Promise.all(calls(token))).map(({ status }) => status)
    expect(await statuses()).toEqual([401, 401, 401, 401])
    expect(await statuses(ana.accessToken)).toEqual([403, 403, 403, 403])
    expect(await statuses(eve.accessToken)).toEqual([200, 404, 404, 404])
    expect(await at.door.opens(ana.accessToken)).toBe(true)
    expect(await at.server.audited()).toEqual([])
  })

  it('ends somebody’s session at once, and writes down each use of the right', async () => {
    const ana = await signedIn('ana', 'laptop')
    const { line } = await at.server.desk(ana)
    const end = () => at.door.post('/admin/api/sessions/end', { sessionId: ana.sessionId }, boss)
    expect((await end()).status).toBe(204)
    expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    expect((await end()).status).toBe(404)
    const wipeId = String((await wipe({ installationId: 'laptop', agentId: 'ana' })).body['wipeId'])
    await allow('laptop')
    const common = { organisationId: 'org-1', actorKind: 'agent', actorId: 'ben' }
    expect(await at.server.audited()).toEqual([
      { ...common, verb: 'session.ended', subjectId: ana.sessionId, detail: {} },
      { ...common, verb: 'device.wipe-asked', subjectId: 'laptop', detail: { wipeId, agentId: 'ana' } },
      { ...common, verb: 'device.allowed', subjectId: 'laptop', detail: {} },
    ])
  })

  it('takes no more than it asks for', async () => {
    const bodies = [
      {},
      { installationId: '' },
      { installationId: 'laptop', more: 1 },
      [],
      'text',
      { installationId: 7 },
    ]
    for (const body of bodies) expect((await wipe(body as object)).status).toBe(400)
    expect((await wipe({ installationId: 'x'.repeat(9_000) })).status).toBe(413)
  })
})
