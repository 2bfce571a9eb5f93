import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AroundFrame, type HereMode, aroundFrameSchema } from '#shared/sync/around-protocol.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import type { SocketClient } from '../testing/socket-client.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { fillWorkplace, giveCredentials } from '../testing/workplace.ts'

type Around = AroundFrame['conversations'][number]

describe.each(engines)('who is around on $engine', ({ engine: engineName, start }) => {
  let engine: Engine
  let test: TestDatabase
  let servers: TestServer[]
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    await fillWorkplace(test.database)
    await giveCredentials(test.database, 'ana', 'ben', 'lea', 'eve')
    servers = [await startTestServer(test.database)]
  })
  afterEach(async () => {
    for (const server of servers) await server.stop()
    await test.close()
  })

  const here = (...shown: readonly (readonly [id: string, mode: HereMode])[]) => ({
    frame: 'here',
    conversations: shown.map(([id, mode]) => ({ id, mode })),
  })

  /** A desk that has asked to be told. */
  async function sit(agentId: string, server = servers[0]): Promise<SocketClient> {
    if (!server) throw new Error('there is no server')
    const { line } = await server.desk(await server.signIn(agentId))
    line.send(here())
    return line
  }

  /** The newest that is told of a conversation, once it is so. */
  async function until(line: SocketClient, id: string, isSo: (now: Around) => boolean): Promise<Around> {
    for (;;) {
      const { conversations } = aroundFrameSchema.parse(await line.next('around'))
      const now = conversations.find((each) => each.id === id)
      if (now && isSo(now)) return now
    }
  }

  /** Nothing more was told up to now: what is asked for after it is answered after it. */
  async function saysNothing(line: SocketClient): Promise<void> {
    line.send({ frame: 'ping', n: 1 })
    await line.next('pong')
    await expect(Promise.race([line.next('around'), Promise.resolve('nothing')])).resolves.toBe('nothing')
  }

  it('[A1] tells colleagues what a desk shows and that its agent writes, until the line is gone', async () => {
    const [ana, lea] = [await sit('ana'), await sit('lea')]
    ana.send(here(['conversation-a', 'viewing']))
    expect(await until(lea, 'conversation-a', ({ agents }) => agents.length > 0)).toMatchObject({
      agents: [{ agentId: 'ana', mode: 'viewing' }],
    })
    ana.send(here(['conversation-a', 'replying']))
    await until(lea, 'conversation-a', ({ agents }) => agents[0]?.mode === 'replying')
    await ana.close()
    await until(lea, 'conversation-a', ({ agents }) => agents.length === 0)
  })

  it('[A5] nobody hears of a conversation that they may not see, nor is believed to be in one', async () => {
    const [ana, ben, lea, eve] = [await sit('ana'), await sit('ben'), await sit('lea'), await sit('eve')]
    lea.send(here(['conversation-a', 'viewing']))
    expect(await until(ana, 'conversation-a', () => true)).toMatchObject({
      agents: [{ agentId: 'lea', mode: 'viewing' }],
    })
    ben.send(here(['conversation-a', 'replying'], ['conversation-b', 'viewing'], ['nowhere', 'viewing']))
    expect(await until(lea, 'conversation-b', () => true)).toMatchObject({ agents: [{ agentId: 'ben' }] })
    for (const line of [ana, ben, lea, eve]) await saysNothing(line)
  })

  it('a desk that comes later hears what is so, and one that never asked hears nothing', async () => {
    const ana = await sit('ana')
    ana.send(here(['conversation-a', 'noting']))
    const silent = await servers[0]?.desk(await servers[0].signIn('ben'))
    await until(await sit('lea'), 'conversation-a', ({ agents }) => agents[0]?.mode === 'noting')
    if (silent) await saysNothing(silent.line)
  })

  it('ends the line of a desk that says it without end', async () => {
    const ana = await sit('ana')
    for (let turn = 0; turn < 100; turn++) ana.send(here(['conversation-a', turn % 2 ? 'viewing' : 'replying']))
    expect(await ana.next('goodbye')).toMatchObject({ reason: 'protocol' })
  })

  it('a customer’s typing reaches the desks that see the conversation; an agent’s reaches the customer', async () => {
    const [server] = servers
    if (!server) throw new Error('there is no server')
    const { line: customer } = await server.chat()
    // Nobody could have it open yet.
    customer.send({ frame: 'typing' })
    customer.send({ frame: 'send', messageId: '8e1f6f0c-6a0b-4f0e-9b64-0d8a6c1f0a01', text: 'Is it oak?' })
    await customer.next('receipt')
    const [conversation] = await test.database.query<{ id: string }>(
      `SELECT conversation_id AS id FROM timeline WHERE text = 'Is it oak?'`,
    )
    const id = conversation?.id ?? ''
    const [ana, ben] = [await sit('ana'), await sit('ben')]
    customer.send({ frame: 'typing' })
    await until(ana, id, ({ isCustomerTyping }) => isCustomerTyping)
    customer.send({ frame: 'send', messageId: '8e1f6f0c-6a0b-4f0e-9b64-0d8a6c1f0a02', text: 'Or beech?' })
    await until(ana, id, ({ isCustomerTyping }) => !isCustomerTyping)
    await saysNothing(ben)

    ana.send(here([id, 'noting']))
    ana.send(here([id, 'replying']))
    expect(await customer.next('typing')).toEqual({ frame: 'typing', who: 'agent' })
  })

  // PGlite has one node by construction.
  describe.each(engineName === 'PostgreSQL' ? ['several nodes'] : [])('with %s', () => {
    it('[A3] what one node hears reaches the desks and the customers of another', async () => {
      const second = await startTestServer(await test.another())
      servers.push(second)
      const [ana, lea] = [await sit('ana'), await sit('lea', second)]
      // Nodes find each other within a moment; what was said before that is said again.
      let told: Around | undefined
      const telling = until(lea, 'conversation-a', () => true).then((now) => (told = now))
      const sayAgain = () => {
        ana.send(here(['conversation-a', 'viewing']))
        return told
      }
      await expect
        .poll(sayAgain, { timeout: 10_000, interval: 300 })
        .toMatchObject({ agents: [{ agentId: 'ana', mode: 'viewing' }] })
      await telling
      const { line: customer } = await second.chat()
      customer.send({ frame: 'send', messageId: '8e1f6f0c-6a0b-4f0e-9b64-0d8a6c1f0a03', text: 'Is it teak?' })
      await customer.next('receipt')
      const [conversation] = await test.database.query<{ id: string }>(
        `SELECT conversation_id AS id FROM timeline WHERE text = 'Is it teak?'`,
      )
      const id = conversation?.id ?? ''
      customer.send({ frame: 'typing' })
      await until(ana, id, ({ isCustomerTyping }) => isCustomerTyping)
      ana.send(here([id, 'replying']))
      await customer.next('typing')
      await ana.close()
      await until(lea, id, ({ agents, isCustomerTyping }) => agents.length === 0 && !isCustomerTyping)
    })
  })
})
