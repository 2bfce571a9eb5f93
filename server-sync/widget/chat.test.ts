import { describe, expect, it } from 'vitest'
import type { ChatMessage, VisitorFrame } from '#shared/sync/chat-protocol.ts'
import { createChat } from './chat.ts'
import { chatMessage } from './testing/chat-messages.ts'
import { createFakeSockets } from './testing/fake-sockets.ts'
import { createFakeStorage, storeOn } from './testing/fake-storage.ts'
import { createManualTime } from './testing/manual-time.ts'
import { welcomeFrame } from './testing/welcome.ts'

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

function tabInTest(storage = createFakeStorage()) {
  const time = createManualTime()
  const sockets = createFakeSockets()
  let made = 0
  const chat = createChat({
    store: storeOn(storage),
    clock: time.clock,
    after: time.after,
    random: () => 0.5,
    newId: () => idOf(++made),
    keeper: { all: () => Promise.resolve([]), put: () => undefined, remove: () => undefined },
    sendFile: () => Promise.resolve({ end: 'later' }),
    openSocket: sockets.openSocket,
    visitor: { brandId: 'northwind-home', language: 'en', timeZone: 'Europe/London' },
    changed: () => undefined,
  })
  function welcome(messages: ChatMessage[] = [], token = 'token-1', more: Parameters<typeof welcomeFrame>[0] = {}) {
    sockets.latest().open()
    sockets.latest().receive(welcomeFrame({ token, messages, ...more }))
  }
  const sent = <Kind extends VisitorFrame['frame']>(kind: Kind) =>
    sockets.latest().sent.filter((frame): frame is Extract<VisitorFrame, { frame: Kind }> => frame.frame === kind)
  return { chat, sockets, storage, time, welcome, sent }
}

describe('chat', () => {
  it('turns an outgoing message into a said one when its receipt comes, and takes the echo for the same', () => {
    const { chat, sockets, welcome } = tabInTest()
    chat.start()
    welcome()
    chat.send('Where is my parcel?', 0)
    expect(chat.snapshot().outgoing).toHaveLength(1)
    sockets.latest().receive({ frame: 'receipt', messageId: idOf(1), number: 1, createdAt: 5 })
    const echo = chatMessage(1, { messageId: idOf(1), from: 'customer', name: '', text: 'Where is my parcel?' })
    sockets.latest().receive({ frame: 'message', message: echo })
    const { outgoing, messages } = chat.snapshot()
    expect(outgoing).toEqual([])
    expect(messages.map(({ text, from }) => [from, text])).toEqual([['customer', 'Where is my parcel?']])
  })

  it('takes the echo as the receipt when that was lost', () => {
    const { chat, sockets, welcome } = tabInTest()
    chat.start()
    welcome()
    chat.send('Hello', 0)
    const echo = chatMessage(1, { messageId: idOf(1), from: 'customer' })
    sockets.latest().receive({ frame: 'message', message: echo })
    expect(chat.snapshot().outgoing).toEqual([])
  })

  it('sends again after a loss, unless the welcome already holds it', () => {
    const { chat, sockets, welcome, sent, time } = tabInTest()
    chat.start()
    welcome()
    chat.send('committed, but the receipt was lost', 0)
    chat.send('lost on the way', 0)
    sockets.latest().events.closed()
    time.pass(1_000)
    welcome([chatMessage(1, { messageId: idOf(1), from: 'customer' })])
    expect(sent('send').map(({ messageId }) => messageId)).toEqual([idOf(2)])
    expect(sent('hello').map(({ token }) => token)).toEqual(['token-1'])
  })

  it('keeps its visitor and its unsent words over a reload', () => {
    const before = tabInTest()
    expect(before.chat.hasHistory()).toBe(false)
    before.chat.start()
    before.welcome()
    before.sockets.latest().events.closed()
    before.chat.send('written offline', 0)
    const after = tabInTest(before.storage)
    expect(after.chat.hasHistory()).toBe(true)
    expect(after.chat.snapshot().brandName).toBe('Northwind')
    after.chat.start()
    after.welcome()
    expect(after.sent('hello').map(({ token }) => token)).toEqual(['token-1'])
    expect(after.sent('send').map(({ text }) => text)).toEqual(['written offline'])
  })

  it('reports answers as delivered at once and as read when the visitor looks', () => {
    const { chat, sockets, welcome, sent } = tabInTest()
    chat.start()
    welcome([chatMessage(1)])
    sockets.latest().receive({ frame: 'message', message: chatMessage(2) })
    expect(sent('delivered').map(({ messageIds }) => messageIds)).toEqual([['m1'], ['m2']])
    expect(chat.snapshot().unread).toBe(2)
    chat.setReading(true)
    expect(sent('read').map(({ messageIds }) => messageIds)).toEqual([['m1', 'm2']])
    expect(chat.snapshot().unread).toBe(0)
    sockets.latest().receive({ frame: 'message', message: chatMessage(3) })
    expect(sent('read').map(({ messageIds }) => messageIds)).toEqual([['m1', 'm2'], ['m3']])
  })

  it('makes one visitor of two tabs that both said a first hello', () => {
    const first = tabInTest()
    const second = tabInTest(first.storage)
    first.chat.start()
    second.chat.start()
    second.sockets.latest().open()
    first.welcome([], 'token-1')
    second.sockets.latest().receive(welcomeFrame({ token: 'token-2' }))
    second.welcome([], 'token-1')
    expect(second.sent('hello').map(({ token }) => token)).toEqual(['token-1'])
    expect(second.chat.snapshot().connection).toBe('online')
  })

  it('says that it waits when the server asked for it, until that has gone out', () => {
    const { chat, sockets, welcome } = tabInTest()
    chat.start()
    welcome()
    chat.send('one')
    sockets.latest().receive({ frame: 'refused', messageId: idOf(1), kind: 'chat/too-fast' })
    expect(chat.snapshot()).toMatchObject({ isSlowedDown: true, outgoing: [{ refusal: null }] })
    sockets.latest().receive({ frame: 'receipt', messageId: idOf(1), number: 1, createdAt: 5 })
    expect(chat.snapshot().isSlowedDown).toBe(false)
  })

  it('shows a refused message with its reason until it is taken back', () => {
    const { chat, sockets, welcome } = tabInTest()
    chat.start()
    welcome()
    chat.send('no', 0)
    sockets.latest().receive({ frame: 'refused', messageId: idOf(1), kind: 'message/empty' })
    expect(chat.snapshot().outgoing[0]?.refusal).toBe('message/empty')
    expect(chat.discard(idOf(1))?.text).toBe('no')
    expect(chat.snapshot().outgoing).toEqual([])
  })

  it('of an identified visitor keeps nothing that opens their conversation, and forgets them when they leave', () => {
    const { chat, storage, sent, welcome } = tabInTest()
    const zoe = { userId: '7', expiresAt: 1, signature: 'ab', name: '' }
    chat.identify(zoe)
    chat.start()
    welcome([chatMessage(1, { from: 'customer' })], 'token-of-zoe', { isIdentified: true, status: 'open' })
    expect(sent('hello')).toMatchObject([{ token: null, identity: zoe }])
    chat.send('kept until it is sent')
    expect(Object.values(storage).join()).not.toContain('token-of-zoe')
    chat.identify(null)
    expect(chat.snapshot()).toMatchObject({ messages: [], outgoing: [], isLoaded: false })
    expect(Object.keys(storage)).toEqual([])
    welcome([], 'token-2')
    expect(sent('hello')).toMatchObject([{ token: null, identity: null }])
    expect(sent('send')).toEqual([])
  })

  it('forgets one account when the page names another', () => {
    const { chat, sent, welcome } = tabInTest()
    const zoe = { userId: '7', expiresAt: 1, signature: 'ab', name: '' }
    chat.identify(zoe)
    chat.start()
    welcome([chatMessage(1)], 'token-of-zoe', { isIdentified: true, status: 'open' })
    chat.identify({ ...zoe, userId: '8' })
    expect(chat.snapshot().messages).toEqual([])
    welcome([], 'token-2', { isIdentified: true })
    expect(sent('hello')).toMatchObject([{ token: null, identity: { userId: '8' } }])
  })

  it('goes on as the same visitor on a page that says who they are only after a while', () => {
    const { chat, storage, sent, welcome } = tabInTest()
    chat.start()
    welcome([], 'token-1')
    chat.identify({ userId: '7', expiresAt: 1, signature: 'ab', name: '' })
    welcome([], 'token-2', { isIdentified: true })
    expect(sent('hello')).toMatchObject([{ token: 'token-1' }])
    expect(Object.values(storage).join()).not.toContain('token-')
    // The line is lost: the token in memory goes on, also when the signature is too old by then.
    chat.identify({ userId: '7', expiresAt: 2, signature: 'cd', name: '' })
    welcome([], 'token-3')
    expect(sent('hello')).toMatchObject([{ token: 'token-2' }])
    expect(Object.values(storage).join()).not.toContain('token-')
  })

  it('asks what the brand asks, and tells it with each connection until the first message took it along', () => {
    const { chat, sent, sockets, welcome } = tabInTest()
    const form = { name: 'required', email: 'no', orderNumber: 'no', consent: '' } as const
    const answers = { name: 'Zoë', email: '', orderNumber: '', consent: '', trap: '' }
    chat.start()
    welcome([], 'token-1', { form })
    expect(chat.snapshot().form).toEqual(form)
    chat.fillIn(answers)
    expect([chat.snapshot().form, sent('form')]).toEqual([null, [{ frame: 'form', ...answers }]])
    sockets.latest().events.closed()
    chat.checkNow()
    welcome([], 'token-1', { form })
    expect(sent('form')).toHaveLength(1)
    sockets.latest().events.closed()
    chat.checkNow()
    welcome([chatMessage(1, { from: 'customer' })], 'token-1', { form, status: 'open' })
    expect([chat.snapshot().form, sent('form')]).toEqual([null, []])
  })

  it('offers to leave an address while nobody is here', () => {
    const { chat, welcome } = tabInTest()
    chat.start()
    welcome([], 'token-1', { isOpen: false, opensAt: 9 })
    expect(chat.snapshot().form).toEqual({ name: 'no', email: 'optional', orderNumber: 'no', consent: '' })
  })

  it('ends and rates until the server has it, over a lost connection', () => {
    const { chat, sent, sockets, welcome } = tabInTest()
    chat.start()
    welcome([chatMessage(1)], 'token-1', { status: 'open' })
    chat.end()
    chat.rate(4, 'fine')
    sockets.latest().events.closed()
    chat.checkNow()
    welcome([chatMessage(1)], 'token-1', { status: 'open' })
    expect(sent('end')).toHaveLength(1)
    expect(chat.snapshot().rating).toBe('sending')
    for (const { entryId } of [...sent('end'), ...sent('rate')]) sockets.latest().receive({ frame: 'done', entryId })
    expect(chat.snapshot().rating).toBe('rated')
    sockets.latest().events.closed()
    chat.checkNow()
    welcome([chatMessage(1)], 'token-1', { status: 'ended' })
    expect([...sent('end'), ...sent('rate')]).toEqual([])
  })

  it('tells that the visitor writes once in three seconds, and shows for six that somebody answers', () => {
    const { chat, sent, sockets, time, welcome } = tabInTest()
    chat.start()
    welcome([chatMessage(1)], 'token-1', { status: 'open' })
    for (let key = 0; key < 40; key++) {
      chat.typing()
      time.pass(100)
    }
    expect(sent('typing')).toHaveLength(2)
    sockets.latest().receive({ frame: 'typing', who: 'agent' })
    expect(chat.snapshot().isAnswering).toBe(true)
    time.pass(5_000)
    sockets.latest().receive({ frame: 'typing', who: 'agent' })
    time.pass(5_999)
    expect(chat.snapshot().isAnswering).toBe(true)
    time.pass(1)
    expect(chat.snapshot().isAnswering).toBe(false)
    sockets.latest().receive({ frame: 'typing', who: 'agent' })
    sockets.latest().receive({ frame: 'message', message: chatMessage(2) })
    expect(chat.snapshot().isAnswering).toBe(false)
  })
})
