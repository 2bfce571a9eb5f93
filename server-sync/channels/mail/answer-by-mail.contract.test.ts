import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { under } from '../../db/under.ts'
import { createApplyCommand } from '../../sync/apply-command.ts'
import { createSqlServerStore } from '../../sync/store/sql/sql-server-store.ts'
import { chatSuite, messageIdOf } from '../../testing/chat-suite.ts'
import { engines } from '../../testing/engines.ts'
import { startFaultyMailServer, startMailServer } from '../../testing/mail-server.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { rowsOf } from '../../testing/workplace.ts'
import { startAnsweringByMail } from './answer-by-mail.ts'
import type { MailSettings } from './mail-settings.ts'
import { chatPatienceMs } from './mail-rows.ts'
import { createSendMail } from './send-mail.ts'

const minute = 60_000
const patience = { timeout: 15_000 }
const form = { frame: 'form', name: 'Zoë', orderNumber: '', consent: '', trap: '' }

describe.each(engines)('answers by e-mail on $engine', ({ start }) => {
  const at = chatSuite(start)
  const { say, answer, onlyConversationId, settled } = at
  let post: Awaited<ReturnType<typeof startMailServer>>
  let faulty: Awaited<ReturnType<typeof startFaultyMailServer>>
  const running: { stop(): Promise<void> }[] = []
  beforeAll(async () => {
    post = await startMailServer()
    faulty = await startFaultyMailServer()
  })
  afterAll(async () => {
    await post.stop()
    await faulty.stop()
  })
  afterEach(async () => {
    for (const each of running.splice(0)) await each.stop()
    faulty.goWrong(undefined)
  })

  /** A node whose time is the test's; the conversation itself was held in the server's. */
  function node(settings: MailSettings) {
    const time = createManualTime(Date.now())
    const { database } = at.test
    const failures: unknown[] = []
    const problems: string[] = []
    const worker = startAnsweringByMail({
      database: under(database, { part: 'mail' }),
      applyCommand: createApplyCommand({
        store: createSqlServerStore(database),
        clock: time.clock,
        onCommitted: () => undefined,
        onDecided: () => undefined,
        onFailure: (error) => failures.push(error),
      }),
      clock: time.clock,
      timers: time.timers,
      nextId: randomUUID,
      send: createSendMail(settings),
      onRefused: (_mailId, problem) => problems.push(problem),
      onFailure: (error) => failures.push(error),
    })
    running.push(worker)
    return {
      failures,
      problems,
      advance: time.advance,
      /** Time goes on a little with every look, so that a worker which was still at work looks again. */
      passing:
        <Found>(look: () => Promise<Found>) =>
        () => {
          time.advance(500)
          return look()
        },
    }
  }

  const mails = () =>
    at.test.database.query<{ state: string; address: string; attempts: number; isTold: boolean }>(
      'SELECT state, address, attempts, is_told AS "isTold" FROM mail ORDER BY created_at, id',
    )
  const openMails = async () => {
    const found = await mails()
    return found.length === 0 ? [null] : found.filter(({ state, isTold }) => state !== 'unneeded' && !isTold)
  }
  const told = async () =>
    (await rowsOf(at.test.database, 'timeline')).flatMap(({ event, text }) =>
      event?.type.startsWith('mail') ? [[event.type, text]] : [],
    )

  /** A visitor leaves an address and goes; then they are answered. */
  async function leftAndAnswered(email: string, texts: readonly string[], language = 'de') {
    const { line, welcome } = await at.server.chat({ language })
    line.send({ ...form, email })
    await say(line, messageIdOf(1), 'Wo ist mein Paket?')
    await settled(line)
    await line.close()
    const conversationId = await onlyConversationId()
    for (const [index, text] of texts.entries()) await answer(conversationId, `answer-${index + 1}`, text)
    return { conversationId, token: welcome.token }
  }

  it('go to the address that was left, once, with all that waits, and the conversation tells of it', async () => {
    const before = (await post.received()).length
    const { conversationId, token } = await leftAndAnswered('zoe@example.org', [
      'Es kommt <morgen> & pünktlich.',
      '好的',
    ])
    const one = node(post.settings)
    const other = node(post.settings)
    one.advance(chatPatienceMs + minute)
    other.advance(chatPatienceMs + minute)
    await expect.poll(one.passing(told), patience).toEqual([['mailed', 'zoe@example.org']])
    await expect.poll(one.passing(openMails), patience).toEqual([])
    const arrived = (await post.received()).slice(before)
    expect(arrived).toHaveLength(1)
    const [mail] = arrived
    expect(mail).toMatchObject({
      subject: 'Northwind hat Ihnen geantwortet',
      from: { name: 'Northwind', address: 'care@northwind.example' },
      to: [{ address: 'zoe@example.org' }],
    })
    expect(mail?.text).toContain('Ana Kovač:\nEs kommt <morgen> & pünktlich.')
    expect(mail?.text).toContain('好的')
    expect(mail?.html).toContain('Es kommt &lt;morgen&gt; &amp; pünktlich.')
    expect(mail?.html).not.toMatch(/<(a|img|script|style|link)\b/)
    expect(mail?.references).toBe(`<${conversationId}@northwind.example>`)
    // The chat still has them when it comes back, and nothing is sent a second time.
    const back = await at.server.chat({ token })
    expect(back.welcome.messages.map(({ text }) => text)).toContain('好的')
    one.advance(chatPatienceMs + minute)
    await answer(conversationId, 'answer-3', 'Noch etwas?')
    await back.line.next('message')
    back.line.send({ frame: 'delivered', messageIds: ['answer-1', 'answer-2', 'answer-3'] })
    await settled(back.line)
    one.advance(chatPatienceMs + minute)
    expect(await mails()).toHaveLength(1)
    expect([...one.failures, ...other.failures]).toEqual([])
  })

  it('go to nobody who left no address, and not before the chat had time to open again', async () => {
    const { line } = await at.server.chat()
    await say(line, messageIdOf(1), 'hello')
    await line.close()
    await answer(await onlyConversationId(), 'answer-1', 'Hello!')
    const worker = node(post.settings)
    worker.advance(chatPatienceMs + minute)
    worker.advance(minute)
    await at.test.database.transaction((db) => db.execute(`UPDATE customer SET email = 'late@example.org'`))
    await expect
      .poll(
        worker.passing(async () => (await mails()).map(({ address }) => address)),
        patience,
      )
      .toEqual(['late@example.org'])
    expect(worker.failures).toEqual([])
  })

  it('are tried again when the mail server is busy, and not sent when the chat was faster', async () => {
    const { token } = await leftAndAnswered('zoe@example.org', ['Here it is.'])
    faulty.goWrong({ at: 'RCPT', answer: '451 come back later' })
    const worker = node(faulty.settings)
    worker.advance(chatPatienceMs + minute)
    await expect.poll(worker.passing(mails), patience).toMatchObject([{ state: 'waiting', attempts: 1 }])
    expect(worker.problems).toEqual(['EENVELOPE RCPT TO 451'])
    const { line } = await at.server.chat({ token })
    line.send({ frame: 'delivered', messageIds: ['answer-1'] })
    await settled(line)
    worker.advance(2 * minute)
    await expect.poll(worker.passing(mails), patience).toMatchObject([{ state: 'unneeded' }])
    expect(await told()).toEqual([])
    expect(faulty.taken()).toBe(0)
  })

  it.each([
    ['refused for good', { at: 'RCPT', answer: '550 nobody of this name' }, 'mail-failed'],
    ['refused after all of it', { at: 'end', answer: '554 no thanks' }, 'mail-failed'],
    ['cut off after all of it', { at: 'end', answer: null }, 'mail-unknown'],
  ] as const)('say so when they are %s, and are not sent again', async (_how, fault, outcome) => {
    await leftAndAnswered('zoe@example.org', ['Here it is.'])
    faulty.goWrong(fault)
    const worker = node(faulty.settings)
    worker.advance(chatPatienceMs + minute)
    await expect.poll(worker.passing(told), patience).toEqual([[outcome, 'zoe@example.org']])
    faulty.goWrong(undefined)
    const before = faulty.taken()
    worker.advance(48 * 60 * minute)
    await expect.poll(worker.passing(openMails), patience).toEqual([])
    expect(faulty.taken()).toBe(before)
  })

  it('are tried again when nothing of them was taken: the line was cut before, or nobody is there', async () => {
    await leftAndAnswered('zoe@example.org', ['Here it is.'])
    faulty.goWrong({ at: 'DATA', answer: null })
    const worker = node(faulty.settings)
    worker.advance(chatPatienceMs + minute)
    await expect.poll(worker.passing(mails), patience).toMatchObject([{ state: 'waiting', attempts: 1 }])
    faulty.goWrong(undefined)
    const before = faulty.taken()
    worker.advance(2 * minute)
    await expect.poll(worker.passing(told), patience).toEqual([['mailed', 'zoe@example.org']])
    expect(faulty.taken()).toBe(before + 1)
  })

  it('that a node had in hand when it died may have arrived: that is said, and they are not sent again', async () => {
    await leftAndAnswered('zoe@example.org', ['Here it is.'])
    const first = node(faulty.settings)
    faulty.goWrong({ at: 'RCPT', answer: '451 later' })
    first.advance(chatPatienceMs + minute)
    await expect.poll(first.passing(mails), patience).toMatchObject([{ state: 'waiting' }])
    await running.splice(0)[0]?.stop()
    await at.test.database.transaction((db) =>
      db.execute(`UPDATE mail SET state = 'sending', begun_at = $1`, [Date.now() + chatPatienceMs]),
    )
    faulty.goWrong(undefined)
    const before = faulty.taken()
    const next = node(faulty.settings)
    next.advance(chatPatienceMs + 30 * minute)
    await expect.poll(next.passing(told), patience).toEqual([['mail-unknown', 'zoe@example.org']])
    expect(faulty.taken()).toBe(before)
  })
})
