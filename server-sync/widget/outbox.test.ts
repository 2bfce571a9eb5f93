import { describe, expect, it } from 'vitest'
import { createOutbox, receiptWithinMs, slowDownMs } from './outbox.ts'
import { createFakeStorage, storeOn } from './testing/fake-storage.ts'
import { type ManualTime, createManualTime } from './testing/manual-time.ts'

interface Given {
  storage?: Storage
  time?: ManualTime
  tab?: string
  said?: string[]
}

function outboxInTest({ storage = createFakeStorage(), time = createManualTime(), tab = 'a', said = [] }: Given = {}) {
  const sent: string[] = []
  let made = 0
  const outbox = createOutbox({
    store: storeOn(storage),
    clock: time.clock,
    after: time.after,
    isReady: () => true,
    isSaid: (messageId) => said.includes(messageId),
    newId: () => `${tab}${++made}`,
    send: ({ messageId }) => sent.push(messageId),
  })
  const texts = () => outbox.all().map(({ text }) => text)
  return { outbox, sent, texts, storage, time }
}

describe('outbox', () => {
  it('keeps what is written offline and sends it in order when online', () => {
    const { outbox, sent, texts } = outboxInTest()
    outbox.add('one', 0)
    outbox.add('two', 0)
    expect(sent).toEqual([])
    outbox.online()
    expect(sent, 'the second waits for the receipt of the first').toEqual(['a1'])
    expect(texts()).toEqual(['one', 'two'])
    outbox.settle('a1')
    expect(sent).toEqual(['a1', 'a2'])
  })

  it('survives a reload, with the same ids and in the same order', () => {
    const before = outboxInTest()
    for (const text of ['one', 'two', 'three']) before.outbox.add(text, 0)
    const { outbox, sent, texts } = outboxInTest({ storage: before.storage })
    expect(texts()).toEqual(['one', 'two', 'three'])
    outbox.online()
    for (const id of ['a1', 'a2', 'a3']) outbox.settle(id)
    expect(sent).toEqual(['a1', 'a2', 'a3'])
  })

  it('sends again until a receipt comes, and then never', () => {
    const { outbox, sent, time } = outboxInTest()
    outbox.online()
    outbox.add('one', 0)
    time.pass(receiptWithinMs * 2)
    expect(sent).toEqual(['a1', 'a1', 'a1'])
    expect(outbox.settle('a1')?.text).toBe('one')
    time.pass(receiptWithinMs * 5)
    expect(sent).toHaveLength(3)
    expect(outbox.all()).toEqual([])
  })

  it('sends everything again on a new connection, and nothing while there is none', () => {
    const { outbox, sent, time } = outboxInTest()
    outbox.online()
    outbox.add('one', 0)
    outbox.offline()
    outbox.add('two', 0)
    time.pass(receiptWithinMs * 5)
    expect(sent).toEqual(['a1'])
    outbox.online()
    outbox.settle('a1')
    expect(sent).toEqual(['a1', 'a1', 'a2'])
  })

  it('forgets a settled message for good', () => {
    const { outbox, storage } = outboxInTest()
    outbox.add('one', 0)
    outbox.settle('a1')
    expect(outboxInTest({ storage }).texts()).toEqual([])
  })

  it('keeps a refused message, unsent, until the visitor decides', () => {
    const { outbox, sent, time, storage } = outboxInTest()
    outbox.online()
    outbox.add('one', 0)
    outbox.refuse('a1', 'message/empty')
    time.pass(receiptWithinMs * 3)
    expect(sent).toEqual(['a1'])
    expect(outboxInTest({ storage }).outbox.all()[0]?.refusal).toBe('message/empty')
    outbox.retry('a1')
    expect(sent).toEqual(['a1', 'a1'])
    outbox.refuse('a1', 'message/empty')
    expect(outbox.discard('a1')?.text).toBe('one')
    expect(outbox.all()).toEqual([])
  })

  it('goes on with the next one when one is refused', () => {
    const { outbox, sent } = outboxInTest()
    outbox.online()
    outbox.add('one', 0)
    outbox.add('two', 0)
    outbox.refuse('a1', 'message/empty')
    expect(sent).toEqual(['a1', 'a2'])
  })

  it('slows down when it is told to, and loses neither a message nor the order', () => {
    const { outbox, sent, time } = outboxInTest()
    outbox.online()
    outbox.add('one', 0)
    outbox.add('two', 0)
    outbox.refuse('a1', 'chat/too-fast')
    expect(outbox.all().map(({ refusal }) => refusal)).toEqual([null, null])
    time.pass(slowDownMs - 1)
    expect(sent).toEqual(['a1'])
    time.pass(1)
    expect(sent).toEqual(['a1', 'a1'])
    outbox.settle('a1')
    expect(sent).toEqual(['a1', 'a1', 'a2'])
  })

  it('does not hold its own message back for one that another tab is sending', () => {
    const first = outboxInTest()
    const second = outboxInTest({ storage: first.storage, time: first.time, tab: 'b' })
    second.outbox.online()
    first.outbox.add('from the first tab', 0)
    second.outbox.storedElsewhere('out/a1')
    second.outbox.add('mine', 0)
    expect(second.sent).toEqual(['b1'])
    second.outbox.settle('b1')
    first.time.pass(receiptWithinMs)
    expect(second.sent).toEqual(['b1', 'a1'])
  })

  it('shows what another tab wrote at once, and sends it only if that tab does not', () => {
    const first = outboxInTest()
    const second = outboxInTest({ storage: first.storage, time: first.time, tab: 'b' })
    second.outbox.online()
    first.outbox.add('from the first tab', 0)
    second.outbox.storedElsewhere('out/a1')
    expect(second.texts()).toEqual(['from the first tab'])
    expect(second.sent).toEqual([])
    first.time.pass(receiptWithinMs)
    expect(second.sent).toEqual(['a1'])
  })

  it('does not take up from another tab what the server has already said', () => {
    const first = outboxInTest()
    const second = outboxInTest({ storage: first.storage, time: first.time, tab: 'b', said: ['a1'] })
    first.outbox.add('one', 0)
    second.outbox.storedElsewhere('out/a1')
    expect(second.texts()).toEqual([])
  })

  it('keeps showing what another tab has just sent until the server itself says so', () => {
    const first = outboxInTest()
    const second = outboxInTest({ storage: first.storage, time: first.time, tab: 'b' })
    first.outbox.add('one', 0)
    second.outbox.storedElsewhere('out/a1')
    first.outbox.settle('a1')
    second.outbox.storedElsewhere('out/a1')
    expect(second.texts()).toEqual(['one'])
    second.outbox.settle('a1')
    expect(second.texts()).toEqual([])
  })

  it('lets go of a refused message that was taken back in another tab', () => {
    const first = outboxInTest()
    const second = outboxInTest({ storage: first.storage, time: first.time, tab: 'b' })
    first.outbox.add('one', 0)
    first.outbox.refuse('a1', 'message/empty')
    second.outbox.storedElsewhere('out/a1')
    first.outbox.discard('a1')
    second.outbox.storedElsewhere('out/a1')
    expect(second.texts()).toEqual([])
  })

  it.each(['', '{', 'null', '7', '{"messageId":1}'])('ignores %j where a message should be stored', (json) => {
    const storage = createFakeStorage()
    storeOn(storage).set('out/x', json)
    expect(outboxInTest({ storage }).texts()).toEqual([])
  })
})
