import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chatFrameMaxBytes, chatFrameSchema } from '#shared/sync/chat-protocol.ts'
import type { CommandType } from '#shared/domain/commands.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import { type Engine, type TestDatabase, engines } from '../../testing/engines.ts'
import { type SocketClient, openSocket } from '../../testing/socket-client.ts'
import { type TestServer, startTestServer } from '../../testing/test-server.ts'
import { envelope, fillWorkplace, giveCredentials, rowsOf } from '../../testing/workplace.ts'

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

describe.each(engines)('a customer’s chat on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  let server: TestServer
  let desk: SocketClient
  let replicaId: string
  let deviceSeq: number
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    await fillWorkplace(test.database)
    await giveCredentials(test.database, 'ana', 'lea')
    server = await startTestServer(test.database)
    const signedIn = await server.signIn('ana')
    replicaId = signedIn.replicaId
    deviceSeq = 0
    desk = (await server.desk(signedIn)).line
  })
  afterEach(async () => {
    await server.stop()
    await test.close()
  })

  async function asAgent(
    type: CommandType,
    args: Record<string, unknown>,
    basedOn: Envelope['basedOn'] = {},
  ): Promise<unknown> {
    deviceSeq += 1
    const command = envelope('ana', deviceSeq, type, args as never, {
      replicaId,
      logId: 'log-1',
      id: `command-${deviceSeq}`,
      basedOn,
    })
    desk.send({ frame: 'commands', commands: [command] })
    return desk.next('outcomes')
  }
  const answer = (conversationId: string, messageId: string, text: string) =>
    asAgent('message.send', { messageId, conversationId, text, language: 'en' })

  async function say(line: SocketClient, messageId: string, text: string) {
    line.send({ frame: 'send', messageId, text })
    return line.next('receipt')
  }

  /** What the desk is told about a message, until it is in this state. */
  async function deliveryOf(messageId: string, state: string): Promise<void> {
    for (;;) {
      const { page } = (await desk.next('page')) as {
        page: { entries: { row?: { id: string; deliveryState: string } }[] }
      }
      if (page.entries.some(({ row }) => row?.id === messageId && row.deliveryState === state)) return
    }
  }

  /** A pong comes after everything before it was dealt with. */
  async function settled(line: SocketClient): Promise<void> {
    line.send({ frame: 'ping', n: 1 })
    await line.next('pong')
  }

  it('brings a message to the agent and the answer back, with its states', async () => {
    const { line, welcome } = await server.chat()
    expect(welcome).toMatchObject({ brandName: 'Northwind', messages: [] })
    expect(await say(line, idOf(1), '我的包裹在哪里？')).toMatchObject({ messageId: idOf(1), number: 1 })
    const { page } = (await desk.next('page')) as {
      page: { entries: { collection: string; row: Record<string, unknown> }[] }
    }
    expect(page.entries.map(({ collection }) => collection)).toEqual(['customer', 'conversation', 'timeline'])
    const conversation = page.entries[1]?.row ?? {}
    expect(conversation).toMatchObject({
      queueId: 'queue-a-zh',
      language: 'zh-Hans',
      status: 'open',
      unreadCount: 1,
      snippet: '我的包裹在哪里？',
    })

    await answer(String(conversation['id']), 'answer-1', 'It is on its way.')
    const message = chatFrameSchema.parse(await line.next('message'))
    expect(message).toMatchObject({
      message: { messageId: 'answer-1', number: 2, from: 'agent', name: 'Ana Kovač', text: 'It is on its way.' },
    })
    line.send({ frame: 'delivered', messageIds: ['answer-1'] })
    await deliveryOf('answer-1', 'delivered')
    line.send({ frame: 'read', messageIds: ['answer-1'] })
    await deliveryOf('answer-1', 'read')
    line.send({ frame: 'delivered', messageIds: ['answer-1'] })
    await settled(line)
    expect((await rowsOf(test.database, 'timeline')).find(({ id }) => id === 'answer-1')).toMatchObject({
      deliveryState: 'read',
      rev: 3,
    })
    expect(await test.database.query('SELECT 1 FROM delivery')).toEqual([])
  })

  it('confirms a message once more when it comes once more, and keeps it once', async () => {
    const { line } = await server.chat()
    const first = await say(line, idOf(1), 'hello')
    expect(await say(line, idOf(1), 'hello')).toEqual(first)
    expect((await say(line, idOf(2), 'again'))['number']).toBe(2)
    expect(await rowsOf(test.database, 'timeline')).toHaveLength(2)
  })

  it('knows a visitor by their token: history, what came meanwhile, and the same conversation, opened again', async () => {
    const first = await server.chat()
    await say(first.line, idOf(1), 'hello')
    const conversationId = String((await rowsOf(test.database, 'timeline'))[0]?.conversationId)
    await asAgent('note.add', { noteId: 'secret-note', conversationId, text: 'for colleagues only', language: 'en' })
    await first.line.close()
    await answer(conversationId, 'answer-1', 'Hello!')
    await asAgent('conversation.resolve', { conversationId, entryId: 'resolved-1' })

    const second = await server.chat({ token: first.welcome.token })
    expect(second.welcome.messages).toMatchObject([
      { messageId: idOf(1), number: 1, from: 'customer', name: '', text: 'hello' },
      { messageId: 'answer-1', number: 3, from: 'agent', text: 'Hello!' },
    ])
    expect(JSON.stringify(second.welcome)).not.toContain('colleagues')
    expect((await say(second.line, idOf(2), 'one more thing'))['number']).toBe(5)
    expect((await rowsOf(test.database, 'conversation')).find(({ id }) => id === conversationId)).toMatchObject({
      status: 'open',
      lastNumber: 5,
    })
  })

  it('takes a token that was forged or belongs to another brand for none', async () => {
    const mine = await server.chat()
    await say(mine.line, idOf(1), 'hello')
    for (const given of [{ token: 'forged.token' }, { token: mine.welcome.token, brandId: 'brand-b' }]) {
      expect((await server.chat(given)).welcome.messages).toEqual([])
    }
    expect((await server.chat({ token: mine.welcome.token })).welcome.messages).toHaveLength(1)
  })

  it('shows a delayed reply only when its time has come, and one that was taken back never', async () => {
    const { line, welcome } = await server.chat()
    await say(line, idOf(1), 'hello')
    const conversationId = String((await rowsOf(test.database, 'timeline'))[0]?.conversationId)
    const hold = (messageId: string, undoMs: number) =>
      asAgent('message.send', { messageId, conversationId, text: messageId, language: 'en', undoMs })
    await hold('regretted', 30_000)
    const meanwhile = await server.chat({ token: welcome.token })
    expect(meanwhile.welcome.messages.map(({ messageId }) => messageId)).toEqual([idOf(1)])
    await asAgent('message.unsend', { messageId: 'regretted', conversationId })
    await hold('kept', 200)
    for (const each of [line, meanwhile.line])
      expect(await each.next('message')).toMatchObject({ message: { messageId: 'kept', number: 3 } })
    const later = await server.chat({ token: welcome.token })
    expect(later.welcome.messages.map(({ messageId }) => messageId)).toEqual([idOf(1), 'kept'])
  })

  describe('of a conversation that was merged into another', () => {
    /** The same person has written twice, as two customers whom nobody knew to be one. */
    async function merged() {
      const first = await server.chat()
      await say(first.line, idOf(1), 'My parcel?')
      const second = await server.chat()
      await say(second.line, idOf(2), 'Where is it?')
      const conversations = await rowsOf(test.database, 'conversation')
      const from = conversations.find(({ snippet }) => snippet === 'My parcel?')
      const into = conversations.find(({ snippet }) => snippet === 'Where is it?')
      if (!from || !into) throw new Error('they did not arrive')
      await asAgent('customer.merge', { fromId: from.customerId, intoId: into.customerId })
      const ids = { fromId: from.id, intoId: into.id, entryId: 'merged', intoEntryId: 'absorbed' }
      await asAgent('conversation.merge', { ...ids, customerIds: [from.customerId] })
      return { first, second, from, into, ids }
    }

    it('[M3] its customer writes into the target, hears what is said there from then on, and reads nothing older', async () => {
      const { first, second, into, from } = await merged()
      await say(first.line, idOf(3), 'Still nothing')
      const target = (await rowsOf(test.database, 'timeline')).filter(
        ({ conversationId }) => conversationId === into.id,
      )
      expect(target.map(({ id }) => id).toSorted()).toEqual(['absorbed', idOf(2), idOf(3)].toSorted())
      expect((await rowsOf(test.database, 'customer')).filter(({ id }) => id === from.customerId)).toHaveLength(1)
      await answer(into.id, 'answer-1', 'It is on its way')
      for (const { line } of [first, second])
        expect(await line.next('message')).toMatchObject({ message: { messageId: 'answer-1' } })
      const again = await server.chat({ token: first.welcome.token })
      expect(again.welcome.messages.map(({ messageId }) => messageId)).toEqual([idOf(1), idOf(3), 'answer-1'])
      const numbers = again.welcome.messages.map(({ number }) => number)
      expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a) - Number(b)))
      first.line.send({ frame: 'read', messageIds: ['answer-1'] })
      await deliveryOf('answer-1', 'read')
      await say(first.line, idOf(3), 'Still nothing')
    })

    it('[M5] taken apart, it is its own again', async () => {
      const { first, from, ids } = await merged()
      await asAgent('conversation.unmerge', { ...ids, entryId: 'unmerged', intoEntryId: 'parted' })
      await say(first.line, idOf(3), 'Another thing')
      expect((await rowsOf(test.database, 'timeline')).find(({ id }) => id === idOf(3))?.conversationId).toBe(from.id)
    })
  })

  it('keeps what a teammate was faster than from the customer, until somebody decides', async () => {
    const { line } = await server.chat()
    await say(line, idOf(1), 'hello')
    const conversationId = String((await rowsOf(test.database, 'timeline'))[0]?.conversationId)
    const lea = await server.signIn('lea')
    const other = (await server.desk(lea)).line
    other.send({
      frame: 'commands',
      commands: [
        envelope(
          'lea',
          1,
          'message.send',
          { messageId: 'l1', conversationId, text: 'I have it', language: 'en' },
          {
            replicaId: lea.replicaId,
            logId: 'log-1',
          },
        ),
      ],
    })
    await other.next('outcomes')
    expect(await line.next('message')).toMatchObject({ message: { messageId: 'l1' } })
    await asAgent(
      'message.send',
      { messageId: 'a1', conversationId, text: 'Me too', language: 'en' },
      { lastNumber: 1 },
    )
    await settled(line)
    expect((await rowsOf(test.database, 'timeline')).find(({ id }) => id === 'a1')?.deliveryState).toBe('held')
    expect(await test.database.query(`SELECT 1 FROM delivery WHERE message_id = 'a1'`)).toEqual([])
    await asAgent('message.send-anyway', { messageId: 'a1', conversationId, sentId: 'a2' })
    expect(await line.next('message')).toMatchObject({ message: { messageId: 'a2', text: 'Me too' } })
  })

  it('keeps a transferred conversation going, and gives a resolved one to its queue where that is its policy', async () => {
    const { line } = await server.chat()
    await say(line, idOf(1), 'hello')
    const conversationId = String((await rowsOf(test.database, 'timeline'))[0]?.conversationId)
    const to = { kind: 'queue', queueId: 'queue-a-de' }
    const words = { note: 'Speaks German', noteId: 'note-1', language: 'en' }
    await asAgent('conversation.transfer', { conversationId, to, entryId: 'e1', ...words })
    await answer(conversationId, 'answer-1', 'Guten Tag')
    expect(await line.next('message')).toMatchObject({ message: { messageId: 'answer-1' } })
    const talk = async () => (await rowsOf(test.database, 'conversation')).find(({ id }) => id === conversationId)
    await asAgent('conversation.resolve', { conversationId, entryId: 'e2' })
    await say(line, idOf(2), 'one more thing')
    expect(await talk()).toMatchObject({ status: 'open', assigneeId: 'ana', queueId: 'queue-a-de' })
    await test.database.transaction((db) =>
      db.execute(`UPDATE directory SET reopens_to = 'queue' WHERE id = 'queue-a-de'`),
    )
    await asAgent('conversation.resolve', { conversationId, entryId: 'e3' })
    await say(line, idOf(3), 'and another')
    expect(await talk()).toMatchObject({ status: 'open', assigneeId: null })
  })

  it('keeps two tabs of one customer alike', async () => {
    const first = await server.chat()
    await say(first.line, idOf(1), 'hello')
    const second = await server.chat({ token: first.welcome.token })
    await say(second.line, idOf(2), 'from the other tab')
    expect(await first.line.next('message')).toMatchObject({ message: { messageId: idOf(2), from: 'customer' } })
    const conversationId = String((await rowsOf(test.database, 'timeline'))[0]?.conversationId)
    await answer(conversationId, 'answer-1', 'Hello!')
    for (const { line } of [first, second])
      expect(await line.next('message')).toMatchObject({ message: { messageId: 'answer-1' } })
  })

  it('tells the other tab what the welcome of one has taken from the queue', async () => {
    const first = await server.chat()
    await say(first.line, idOf(1), 'hello')
    const conversationId = String((await rowsOf(test.database, 'timeline'))[0]?.conversationId)
    await answer(conversationId, 'answer-1', 'Hello!')
    await first.line.next('message')
    // As in the moment after the commit, before the queue is looked at.
    await test.database.transaction(
      async (db) => void (await db.execute('UPDATE delivery SET claimed_until_at = 0', [])),
    )
    const second = await server.chat({ token: first.welcome.token })
    expect(second.welcome.messages).toHaveLength(2)
    // From here on nothing is left in the queue that could be said again.
    second.line.send({ frame: 'read', messageIds: ['answer-1'] })
    expect(await first.line.next('message')).toMatchObject({ message: { messageId: 'answer-1' } })
  })

  it('lets nobody report on, read or confirm what is not theirs', async () => {
    const victim = await server.chat()
    await say(victim.line, idOf(1), 'private')
    const conversationId = String((await rowsOf(test.database, 'timeline'))[0]?.conversationId)
    await answer(conversationId, 'answer-1', 'also private')
    const stranger = await server.chat()
    stranger.line.send({ frame: 'read', messageIds: ['answer-1', idOf(1), 'no-such-message'] })
    stranger.line.send({ frame: 'send', messageId: idOf(1), text: 'mine now' })
    expect(await stranger.line.next('refused')).toMatchObject({ messageId: idOf(1) })
    const stored = await rowsOf(test.database, 'timeline')
    expect(stored.find(({ id }) => id === 'answer-1')?.deliveryState).toBe('sent')
    expect(stored).toHaveLength(2)
  })

  it('refuses a brand it does not know', async () => {
    const line = await openSocket(`${server.url}/chat`)
    line.send({ frame: 'hello', brandId: 'nobody', token: null, language: 'en', timeZone: '' })
    expect(await line.next('refused')).toMatchObject({ kind: 'chat/unknown-brand' })
    await line.closed
  })

  it('refuses a message that cannot be taken, with its id, and goes on', async () => {
    const { line } = await server.chat()
    for (const [n, text] of [
      [1, 'x'.repeat(8_001)],
      [2, 'a\0b'],
      [3, '\ud800'],
      [4, ''],
    ] as const) {
      line.send({ frame: 'send', messageId: idOf(n), text })
      expect(await line.next('refused')).toMatchObject({ messageId: idOf(n), kind: 'chat/invalid' })
    }
    line.send({ frame: 'send', messageId: idOf(5), text: '  \n ' })
    expect(await line.next('refused')).toMatchObject({ messageId: idOf(5), kind: 'message/empty' })
    await say(line, idOf(6), '🙂'.repeat(4_000))
    expect((await rowsOf(test.database, 'timeline'))[0]?.text).toBe('🙂'.repeat(4_000))
  })

  it('closes on whoever does not speak the protocol', async () => {
    const hello = { frame: 'hello', brandId: 'brand-a', token: null, language: 'en', timeZone: '' }
    for (const opening of [
      'no json',
      '[]',
      '{"frame":"send"}',
      { ...hello, admin: true },
      { frame: 'read', messageIds: ['x'] },
    ]) {
      const line = await openSocket(`${server.url}/chat`)
      line.send(opening)
      expect(await line.next('refused')).toMatchObject({ kind: 'chat/invalid' })
      expect(await line.closed).toBe(1008)
    }
    const { line } = await server.chat()
    for (let count = 0; count < 5; count++) line.send('{"frame":"explode"}')
    expect(await line.closed).toBe(1008)
    const big = await server.chat()
    big.line.send({ frame: 'send', messageId: idOf(1), text: 'x'.repeat(chatFrameMaxBytes) })
    expect(await big.line.closed).toBe(1009)
    const binary = await server.chat()
    binary.line.socket.send(Buffer.from([1, 2, 3]))
    expect(await binary.line.next('refused')).toMatchObject({ kind: 'chat/invalid' })
  })

  it('slows down who writes too fast', async () => {
    const { line } = await server.chat()
    for (let n = 1; n <= 40; n++) line.send({ frame: 'send', messageId: idOf(n), text: `message ${n}` })
    expect(await line.next('refused')).toMatchObject({ kind: 'chat/too-fast' })
    await settled(line)
    const stored = (await rowsOf(test.database, 'timeline')).length
    expect(stored).toBeGreaterThanOrEqual(20)
    expect(stored).toBeLessThan(40)
  })

  it('logs and measures without a word of what was said', async () => {
    const { line, welcome } = await server.chat()
    await say(line, idOf(1), 'PLANTED customer text')
    const conversationId = String((await rowsOf(test.database, 'timeline'))[0]?.conversationId)
    await answer(conversationId, 'answer-1', 'PLANTED agent text')
    await line.next('message')
    line.send('{"frame":"send","PLANTED')
    await line.next('refused')
    // A failure in the middle of a message: everything about it is logged, except what it held.
    await test.database.transaction(
      (db) =>
        db.script(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'failed on %', NEW.text; END $$;
        CREATE TRIGGER fail BEFORE INSERT ON timeline FOR EACH ROW EXECUTE FUNCTION fail()`),
      'owner',
    )
    line.send({ frame: 'send', messageId: idOf(2), text: 'PLANTED failing text' })
    expect(await line.closed).toBe(1011)
    await answer(conversationId, 'answer-2', 'PLANTED failing answer')
    await test.database.transaction((db) => db.script('DROP FUNCTION fail CASCADE'), 'owner')
    await server.get('/sync/feed?epoch=PLANTED&after=0', 'PLANTED-token-PLANTED-token')
    await server.get('/PLANTED/path?PLANTED=1')
    const metrics = await (await server.get('/metrics')).text()
    const log = server.logged.join('')
    expect(log).toContain('"event":"chat-failed"')
    expect(log).toContain('"event":"command-failed"')
    expect(log).toContain('"code":"P0001"')
    expect(log).toContain('"route":"/sync/feed"')
    for (const output of [log, metrics]) {
      expect(output).not.toContain('PLANTED')
      expect(output).not.toContain(welcome.token)
    }
    expect(metrics).toMatch(/farline_commands_total\{type="message.receive",outcome="applied"\} 1/)
    expect(metrics).toMatch(/farline_commands_total\{type="message.send",outcome="retry"\} 1/)
  })
})
