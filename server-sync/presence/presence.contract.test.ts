import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { notWaiting } from '#shared/domain/conversation/not-waiting.ts'
import { type AgentPresence, givenBackFrameSchema, presencesFrameSchema } from '#shared/sync/presence-protocol.ts'
import type { SignInReply } from '#shared/sync/auth-protocol.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { type ManualTime, createManualTime } from '../testing/manual-time.ts'
import type { SocketClient } from '../testing/socket-client.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import {
  agentRow,
  conversationRow,
  directoryRow,
  envelope,
  fillWorkplace,
  giveCredentials,
  rowsOf,
} from '../testing/workplace.ts'

const minute = 60_000
const patience = { timeout: 20_000, interval: 20 }

describe.each(engines)('presence on $engine', ({ engine: engineName, start }) => {
  let engine: Engine
  let test: TestDatabase
  let time: ManualTime
  let server: TestServer
  const running: TestServer[] = []
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    await fillWorkplace(test.database, [
      agentRow('amy', ['brand-a']),
      directoryRow('lunch', { kind: 'away-reason', name: 'Lunch' }),
      conversationRow('waits', 'brand-a', { assigneeId: 'ana', queueId: 'queue-a-de', waitingSinceAt: 5 }),
      conversationRow('answered', 'brand-a', { assigneeId: 'ana', waitingSinceAt: notWaiting }),
      conversationRow('resolved', 'brand-a', { assigneeId: 'ana', status: 'resolved' }),
      conversationRow('of-amy', 'brand-a', { assigneeId: 'amy' }),
    ])
    await giveCredentials(test.database, 'ana', 'amy', 'lea')
    time = createManualTime(1_800_000_000_000)
    server = await startNode()
  })
  afterEach(async () => {
    for (const each of running.splice(0)) await each.stop()
    await test.close()
  })

  async function startNode(database = test.database): Promise<TestServer> {
    const started = await startTestServer(database, { clock: time.clock, timers: time.timers })
    running.push(started)
    return started
  }

  const say = (state: string, given: object = {}) => ({
    frame: 'presence',
    state,
    reasonId: '',
    cause: 'chosen',
    next: null,
    ...given,
  })

  /** A desk's line after it has asked, and been told, how things are. */
  async function sit(agentId: string, given: { at?: TestServer; installation?: string; signedIn?: SignInReply } = {}) {
    const at = given.at ?? server
    const signedIn = given.signedIn ?? (await at.signIn(agentId, given.installation))
    const { line } = await at.desk(signedIn)
    line.send({ frame: 'here', conversations: [] })
    const first = presencesFrameSchema.parse(await line.next('presences')).agents
    return { line, signedIn, first }
  }

  async function until(line: SocketClient, agentId: string, isSo: (now: AgentPresence) => boolean) {
    for (;;) {
      const { agents } = presencesFrameSchema.parse(await line.next('presences'))
      const now = agents.find((each) => each.agentId === agentId)
      if (now && isSo(now)) return now
    }
  }

  const history = () =>
    test.database.query<{ state: string; cause: string; reasonId: string; sinceAt: number; untilAt: number }>(
      `SELECT state, cause, reason_id AS "reasonId", since_at AS "sinceAt", until_at AS "untilAt"
       FROM presence WHERE agent_id = 'ana' ORDER BY since_at`,
    )
  const talk = async (id: string) => (await rowsOf(test.database, 'conversation')).find((row) => row.id === id)
  async function isLost(agentId = 'ana') {
    const lost = () => test.database.query(`SELECT 1 FROM desk_line WHERE agent_id = $1 AND lost_at > 0`, [agentId])
    await expect.poll(lost, patience).toHaveLength(1)
  }
  /** Time passes in steps in which everybody keeps up: nobody takes it for an absence of the server. */
  async function pass(ms: number) {
    const endAt = time.clock.now() + ms
    while (time.clock.now() < endAt) {
      time.advance(Math.min(1_000, endAt - time.clock.now()))
      if (await hasLooked()) continue
      // Whoever looks next waits for the time to go on.
      await expect
        .poll(() => {
          time.advance(100)
          return hasLooked()
        }, patience)
        .toBe(true)
    }
  }
  async function hasLooked(): Promise<boolean> {
    const found = await test.database.query(`SELECT 1 FROM server_node WHERE id = 'dark-desks' AND seen_at >= $1`, [
      time.clock.now() - 6_000,
    ])
    return found.length === 1
  }
  async function settle(isSo: () => Promise<unknown>) {
    await expect
      .poll(() => {
        time.advance(500)
        return isSo()
      }, patience)
      .toBeTruthy()
  }

  it('[P1] [P2] [P5] writes down what a desk says, since when by the server’s clock, and tells whoever may know', async () => {
    const [lea, amy, ana] = [await sit('lea'), await sit('amy'), await sit('ana')]
    expect(ana.first).toEqual([])
    ana.line.send(say('available'))
    await until(lea.line, 'ana', ({ state }) => state === 'available')
    time.advance(1_000)
    ana.line.send(say('available'))
    ana.line.send(say('away', { reasonId: 'lunch', next: { state: 'available', reasonId: '' } }))
    const told = await until(lea.line, 'ana', ({ state }) => state === 'away')
    expect(told).toMatchObject({ reasonId: 'lunch', sinceAt: time.clock.now(), next: { state: 'available' } })
    expect(await until(ana.line, 'ana', ({ state }) => state === 'away')).toEqual(told)
    ana.line.send(say('busy', { reasonId: 'of-nobody' }))
    expect(await until(lea.line, 'ana', ({ state }) => state === 'busy')).toMatchObject({ reasonId: '' })
    amy.line.send({ frame: 'ping', n: 1 })
    await amy.line.next('pong')
    await expect(Promise.race([amy.line.next('presences'), Promise.resolve('nothing')])).resolves.toBe('nothing')
    const rows = await history()
    expect(rows.map(({ state }) => state)).toEqual(['available', 'away', 'busy'])
    expect(rows.map(({ untilAt }) => untilAt)).toEqual([rows[1]?.sinceAt, rows[2]?.sinceAt, 0])
  })

  it('[P3] of two desks the newest word of a person counts, whatever the other one’s keyboard does', async () => {
    const [lea, office, home] = [await sit('lea'), await sit('ana'), await sit('ana', { installation: 'home' })]
    office.line.send(say('busy'))
    await until(lea.line, 'ana', ({ state }) => state === 'busy')
    time.advance(10)
    home.line.send(say('away', { cause: 'idle' }))
    time.advance(10)
    home.line.send(say('wrap-up'))
    expect(await until(lea.line, 'ana', ({ state }) => state !== 'busy')).toMatchObject({ state: 'wrap-up' })
    expect((await history()).map(({ state }) => state)).toEqual(['busy', 'wrap-up'])
  })

  it('[P4] a line that breaks changes nothing; who signs out is offline at once, and keeps what they have', async () => {
    const [lea, ana] = [await sit('lea'), await sit('ana')]
    ana.line.send(say('available'))
    await until(lea.line, 'ana', () => true)
    await ana.line.close()
    await isLost()
    await pass(minute)
    expect((await history()).map(({ state }) => state)).toEqual(['available'])
    await server.post('/auth/sign-out', {}, ana.signedIn.accessToken)
    await settle(async () => (await history()).at(-1)?.state === 'offline')
    expect((await history()).at(-1)).toMatchObject({ cause: 'signed-out' })
    await pass(6 * minute)
    expect(await talk('waits')).toMatchObject({ assigneeId: 'ana' })
  })

  it('[D1] [D3] [D5] [G1] [G2] a desk that is silent for too long gives back those who wait, and hears of it when it returns', async () => {
    const [lea, ana, amy] = [await sit('lea'), await sit('ana'), await sit('amy')]
    ana.line.send(say('available'))
    await until(lea.line, 'ana', () => true)
    time.advance(1_000)
    await ana.line.close()
    await isLost()
    const lostAt = time.clock.now()
    await pass(5 * minute - 4_000)
    expect(await talk('waits')).toMatchObject({ assigneeId: 'ana' })
    await pass(8_000)
    await settle(async () => (await talk('waits'))?.assigneeId === null)
    expect(await talk('waits')).toMatchObject({ queueId: 'queue-a-de', waitingSinceAt: 5, status: 'open' })
    for (const id of ['answered', 'resolved']) expect(await talk(id)).toMatchObject({ assigneeId: 'ana' })
    expect(await talk('of-amy')).toMatchObject({ assigneeId: 'amy' })
    const lines = (await rowsOf(test.database, 'timeline')).filter(({ conversationId }) => conversationId === 'waits')
    expect(lines.map(({ event, authorKind }) => [event, authorKind])).toEqual([
      [{ type: 'given-back', subjectId: 'ana' }, 'system'],
    ])
    expect((await history()).at(-1)).toMatchObject({ state: 'offline', cause: 'dark', sinceAt: lostAt })

    // What comes to an agent who is dark does not stay there.
    lea.line.send({
      frame: 'commands',
      commands: [
        {
          ...envelope('lea', 1, 'conversation.assign', {
            conversationId: 'conversation-a',
            assigneeId: 'ana',
            entryId: 'given',
          }),
          replicaId: lea.signedIn.replicaId,
          logId: 'log-1',
        },
      ],
    })
    expect(await lea.line.next('outcomes')).toMatchObject({ outcomes: [{ outcome: 'applied' }] })
    await pass(4_000)
    await settle(async () => (await talk('conversation-a'))?.assigneeId === null)

    const back = await sit('ana', { signedIn: ana.signedIn })
    const told = givenBackFrameSchema.parse(await back.line.next('given-back'))
    expect(told).toMatchObject({ conversationIds: ['waits', 'conversation-a'], sinceAt: lostAt })
    await back.line.close()
    const again = await sit('ana', { signedIn: ana.signedIn })
    await again.line.next('given-back')
    again.line.send({ frame: 'given-back-seen' })
    again.line.send(say('available'))
    await until(again.line, 'ana', ({ state }) => state === 'available')
    await again.line.close()
    const quiet = await sit('ana', { signedIn: ana.signedIn })
    quiet.line.send({ frame: 'ping', n: 1 })
    await quiet.line.next('pong')
    await expect(Promise.race([quiet.line.next('given-back'), Promise.resolve('nothing')])).resolves.toBe('nothing')
    await amy.line.close()
  })

  it('[D6] a desk that comes back in time loses nothing', async () => {
    const ana = await sit('ana')
    await ana.line.close()
    await isLost()
    await pass(4 * minute)
    const back = await sit('ana', { signedIn: ana.signedIn })
    await pass(6 * minute)
    expect(await talk('waits')).toMatchObject({ assigneeId: 'ana' })
    await back.line.close()
  })

  it('[D1] with a policy of never, nothing goes back, and other organisations have their own', async () => {
    await test.database.transaction((db) =>
      db.execute(`INSERT INTO desk_policy VALUES ('org-1', 10, 7, false, false, 5, 0)`),
    )
    const ana = await sit('ana')
    await ana.line.close()
    await isLost()
    await pass(6 * minute)
    expect(await talk('waits')).toMatchObject({ assigneeId: 'ana' })
  })

  it('[D2] [D4] the time in which no server ran does not count, and what was counted before is not forgotten', async () => {
    const ana = await sit('ana')
    await ana.line.close()
    await isLost()
    await pass(3 * minute)
    await running.splice(0).at(0)?.stop()
    time.advance(60 * minute)
    server = await startNode()
    await pass(minute)
    expect(await talk('waits')).toMatchObject({ assigneeId: 'ana' })
    await pass(minute + 8_000)
    await settle(async () => (await talk('waits'))?.assigneeId === null)
  })

  // PGlite has one node by construction.
  describe.each(engineName === 'PostgreSQL' ? ['several nodes'] : [])('with %s', () => {
    it('[D2] desks of a node that died have their time, and come back at another one', async () => {
      const other = await startNode(await test.another())
      const [ana, amy] = [await sit('ana', { at: other }), await sit('amy', { at: other })]
      // As if its process had been killed: it says nothing more, of itself or of its lines.
      await test.database.query(`UPDATE desk_line SET node_id = 'dead-node'`)
      await pass(4_000)
      await isLost()
      await isLost('amy')
      await sit('amy', { signedIn: amy.signedIn })
      await pass(5 * minute + 8_000)
      await settle(async () => (await talk('waits'))?.assigneeId === null)
      expect(await talk('of-amy')).toMatchObject({ assigneeId: 'amy' })
      await ana.line.close()
    })

    it('[P5] [D3] a lead at another node is told, and each conversation goes back once', async () => {
      const other = await startNode(await test.another())
      const lea = await sit('lea', { at: other })
      const ana = await sit('ana')
      await settle(async () => {
        ana.line.send(say(time.clock.now() % 200 === 0 ? 'busy' : 'available'))
        return Promise.race([until(lea.line, 'ana', () => true), new Promise(setImmediate)])
      })
      await ana.line.close()
      await isLost()
      await pass(5 * minute + 8_000)
      await settle(async () => (await talk('waits'))?.assigneeId === null)
      await pass(minute)
      const told = (await rowsOf(test.database, 'timeline')).filter(({ event }) => event?.type === 'given-back')
      expect(told).toHaveLength(1)
    })
  })
})
