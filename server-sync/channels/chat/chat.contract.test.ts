import { describe, expect, it } from 'vitest'
import { chatFrameMaxBytes, chatFrameSchema } from '#shared/sync/chat-protocol.ts'
import { chatSuite, messageIdOf } from '../../testing/chat-suite.ts'
import { engines } from '../../testing/engines.ts'
import { openSocket } from '../../testing/socket-client.ts'
import { rowsOf } from '../../testing/workplace.ts'

describe.each(engines)('a customer’s chat on $engine', ({ start }) => {
  const at = chatSuite(start)
  const { asAgent, answer, say, onlyConversationId, deliveryOf, settled } = at

  it('brings a message to the agent and the answer back, with its states', async () => {
    const { line, welcome } = await at.server.chat()
    expect(welcome).toMatchObject({ brandName: 'Northwind', messages: [] })
    expect(await say(line, messageIdOf(1), '我的包裹在哪里？')).toMatchObject({ messageId: messageIdOf(1), number: 1 })
    const { page } = (await at.desk.next('page')) as {
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
    expect((await rowsOf(at.test.database, 'timeline')).find(({ id }) => id === 'answer-1')).toMatchObject({
      deliveryState: 'read',
      rev: 3,
    })
    expect(await at.test.database.query('SELECT 1 FROM delivery')).toEqual([])
  })

  it('confirms a message once more when it comes once more, and keeps it once', async () => {
    const { line } = await at.server.chat()
    const first = await say(line, messageIdOf(1), 'hello')
    expect(await say(line, messageIdOf(1), 'hello')).toEqual(first)
    expect((await say(line, messageIdOf(2), 'again'))['number']).toBe(2)
    expect(await rowsOf(at.test.database, 'timeline')).toHaveLength(2)
  })

  it('knows a visitor by their token: history, what came meanwhile, and the same conversation, opened again', async () => {
    const first = await at.server.chat()
    await say(first.line, messageIdOf(1), 'hello')
    const conversationId = await onlyConversationId()
    await asAgent('note.add', { noteId: 'secret-note', conversationId, text: 'for colleagues only', language: 'en' })
    await first.line.close()
    await answer(conversationId, 'answer-1', 'Hello!')
    await asAgent('conversation.resolve', { conversationId, entryId: 'resolved-1' })

    const second = await at.server.chat({ token: first.welcome.token })
    expect(second.welcome.messages).toMatchObject([
      { messageId: messageIdOf(1), number: 1, from: 'customer', name: '', text: 'hello' },
      { messageId: 'answer-1', number: 3, from: 'agent', text: 'Hello!' },
    ])
    expect(JSON.stringify(second.welcome)).not.toContain('colleagues')
    expect((await say(second.line, messageIdOf(2), 'one more thing'))['number']).toBe(5)
    expect((await rowsOf(at.test.database, 'conversation')).find(({ id }) => id === conversationId)).toMatchObject({
      status: 'open',
      lastNumber: 5,
    })
  })

  it('takes a token that was forged or belongs to another brand for none', async () => {
    const mine = await at.server.chat()
    await say(mine.line, messageIdOf(1), 'hello')
    for (const given of [{ token: 'forged.token' }, { token: mine.welcome.token, brandId: 'brand-b' }]) {
      expect((await at.server.chat(given)).welcome.messages).toEqual([])
    }
    expect((await at.server.chat({ token: mine.welcome.token })).welcome.messages).toHaveLength(1)
  })

  it('shows a delayed reply only when its time has come, and one that was taken back never', async () => {
    const { line, welcome } = await at.server.chat()
    await say(line, messageIdOf(1), 'hello')
    const conversationId = await onlyConversationId()
    const hold = (messageId: string, undoMs: number) =>
      asAgent('message.send', { messageId, conversationId, text: messageId, language: 'en', undoMs })
    await hold('regretted', 30_000)
    const meanwhile = await at.server.chat({ token: welcome.token })
    expect(meanwhile.welcome.messages.map(({ messageId }) => messageId)).toEqual([messageIdOf(1)])
    await asAgent('message.unsend', { messageId: 'regretted', conversationId })
    await hold('kept', 200)
    for (const each of [line, meanwhile.line])
      expect(await each.next('message')).toMatchObject({ message: { messageId: 'kept', number: 3 } })
    const later = await at.server.chat({ token: welcome.token })
    expect(later.welcome.messages.map(({ messageId }) => messageId)).toEqual([messageIdOf(1), 'kept'])
  })

  it('keeps two tabs of one customer alike', async () => {
    const first = await at.server.chat()
    await say(first.line, messageIdOf(1), 'hello')
    const second = await at.server.chat({ token: first.welcome.token })
    await say(second.line, messageIdOf(2), 'from the other tab')
    expect(await first.line.next('message')).toMatchObject({ message: { messageId: messageIdOf(2), from: 'customer' } })
    const conversationId = await onlyConversationId()
    await answer(conversationId, 'answer-1', 'Hello!')
    for (const { line } of [first, second])
      expect(await line.next('message')).toMatchObject({ message: { messageId: 'answer-1' } })
  })

  it('tells the other tab what the welcome of one has taken from the queue', async () => {
    const first = await at.server.chat()
    await say(first.line, messageIdOf(1), 'hello')
    const conversationId = await onlyConversationId()
    await answer(conversationId, 'answer-1', 'Hello!')
    await first.line.next('message')
    // As in the moment after the commit, before the queue is looked at.
    await at.test.database.transaction(
      async (db) => void (await db.execute('UPDATE delivery SET claimed_until_at = 0', [])),
    )
    const second = await at.server.chat({ token: first.welcome.token })
    expect(second.welcome.messages).toHaveLength(2)
    // From here on nothing is left in the queue that could be said again.
    second.line.send({ frame: 'read', messageIds: ['answer-1'] })
    expect(await first.line.next('message')).toMatchObject({ message: { messageId: 'answer-1' } })
  })

  it('lets nobody report on, read or confirm what is not theirs', async () => {
    const victim = await at.server.chat()
    await say(victim.line, messageIdOf(1), 'private')
    const conversationId = await onlyConversationId()
    await answer(conversationId, 'answer-1', 'also private')
    const stranger = await at.server.chat()
    stranger.line.send({ frame: 'read', messageIds: ['answer-1', messageIdOf(1), 'no-such-message'] })
    stranger.line.send({ frame: 'send', messageId: messageIdOf(1), text: 'mine now' })
    expect(await stranger.line.next('refused')).toMatchObject({ messageId: messageIdOf(1) })
    const stored = await rowsOf(at.test.database, 'timeline')
    expect(stored.find(({ id }) => id === 'answer-1')?.deliveryState).toBe('sent')
    expect(stored).toHaveLength(2)
  })

  it('refuses a brand it does not know', async () => {
    const line = await openSocket(`${at.server.url}/chat`)
    line.send({ frame: 'hello', brandId: 'nobody', token: null, language: 'en', timeZone: '' })
    expect(await line.next('refused')).toMatchObject({ kind: 'chat/unknown-brand' })
    await line.closed
  })

  it('refuses a message that cannot be taken, with its id, and goes on', async () => {
    const { line } = await at.server.chat()
    for (const [n, text] of [
      [1, 'x'.repeat(8_001)],
      [2, 'a\0b'],
      [3, '\ud800'],
      [4, ''],
    ] as const) {
      line.send({ frame: 'send', messageId: messageIdOf(n), text })
      expect(await line.next('refused')).toMatchObject({ messageId: messageIdOf(n), kind: 'chat/invalid' })
    }
    line.send({ frame: 'send', messageId: messageIdOf(5), text: '  \n ' })
    expect(await line.next('refused')).toMatchObject({ messageId: messageIdOf(5), kind: 'message/empty' })
    await say(line, messageIdOf(6), '🙂'.repeat(4_000))
    expect((await rowsOf(at.test.database, 'timeline'))[0]?.text).toBe('🙂'.repeat(4_000))
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
      const line = await openSocket(`${at.server.url}/chat`)
      line.send(opening)
      expect(await line.next('refused')).toMatchObject({ kind: 'chat/invalid' })
      expect(await line.closed).toBe(1008)
    }
    const { line } = await at.server.chat()
    for (let count = 0; count < 5; count++) line.send('{"frame":"explode"}')
    expect(await line.closed).toBe(1008)
    const big = await at.server.chat()
    big.line.send({ frame: 'send', messageId: messageIdOf(1), text: 'x'.repeat(chatFrameMaxBytes) })
    expect(await big.line.closed).toBe(1009)
    const binary = await at.server.chat()
    binary.line.socket.send(Buffer.from([1, 2, 3]))
    expect(await binary.line.next('refused')).toMatchObject({ kind: 'chat/invalid' })
  })

  it('slows down who writes too fast', async () => {
    const { line } = await at.server.chat()
    for (let n = 1; n <= 40; n++) line.send({ frame: 'send', messageId: messageIdOf(n), text: `message ${n}` })
    expect(await line.next('refused')).toMatchObject({ kind: 'chat/too-fast' })
    await settled(line)
    const stored = (await rowsOf(at.test.database, 'timeline')).length
    expect(stored).toBeGreaterThanOrEqual(20)
    expect(stored).toBeLessThan(40)
  })

  it('logs and measures without a word of what was said', async () => {
    const { line, welcome } = await at.server.chat()
    await say(line, messageIdOf(1), 'PLANTED customer text')
    const conversationId = await onlyConversationId()
    await answer(conversationId, 'answer-1', 'PLANTED agent text')
    await line.next('message')
    line.send('{"frame":"send","PLANTED')
    await line.next('refused')
    // A failure in the middle of a message: everything about it is logged, except what it held.
    await at.test.database.transaction(
      (db) =>
        db.script(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'failed on %', NEW.text; END $$;
        CREATE TRIGGER fail BEFORE INSERT ON timeline FOR EACH ROW EXECUTE FUNCTION fail()`),
      'owner',
    )
    line.send({ frame: 'send', messageId: messageIdOf(2), text: 'PLANTED failing text' })
    expect(await line.closed).toBe(1011)
    await answer(conversationId, 'answer-2', 'PLANTED failing answer')
    await at.test.database.transaction((db) => db.script('DROP FUNCTION fail CASCADE'), 'owner')
    await at.server.get('/sync/feed?epoch=PLANTED&after=0', 'PLANTED-token-PLANTED-token')
    await at.server.get('/PLANTED/path?PLANTED=1')
    const metrics = await (await at.server.get('/metrics')).text()
    const log = at.server.logged.join('')
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
