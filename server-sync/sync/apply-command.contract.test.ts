import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CommandArgs } from '#shared/domain/commands.ts'
import { type SyncNode, feedUntil, parsed, startSyncNode } from '../testing/sync-node.ts'
import { type StoreEngine, type TestStore, stores } from '../testing/stores.ts'
import { agentActor, ana, envelope, lea, note, org, replicaOf } from '../testing/workplace.ts'

describe.each(stores)('applying commands on $engine', ({ start }) => {
  let engine: StoreEngine
  let test: TestStore
  let node: SyncNode
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    node = await startSyncNode(test.store)
  })
  afterEach(async () => {
    await node.stop()
    await test.close()
  })

  const asAna = (command: Parameters<SyncNode['applyCommand']['device']>[2]) =>
    node.applyCommand.device(ana, replicaOf('ana'), command)
  const asLea = (command: Parameters<SyncNode['applyCommand']['device']>[2]) =>
    node.applyCommand.device(lea, replicaOf('lea'), command)
  const cursorIn = (commandId: string) => (items: readonly { text: string }[]) =>
    items.some(({ text }) => text.includes('"kind":"cursor"') && text.includes(`"commandId":"${commandId}"`))

  it('writes rows with the next revision and sends them before the cursor of the desk', async () => {
    const seen = feedUntil(node.tail, cursorIn('command-ana-1'))
    const command = note('ana', 1)
    expect(await asAna(command)).toEqual({ outcome: 'applied', deviceSeq: 1, commandId: command.id })
    const entries = parsed(await seen)
    expect(entries).toMatchObject([
      {
        seq: 1,
        kind: 'row',
        collection: 'timeline',
        rootKind: 'conversation',
        rootId: 'conversation-a',
        row: { number: 1, rev: 1, text: 'a note' },
      },
      { seq: 2, kind: 'row', collection: 'conversation', row: { id: 'conversation-a', lastNumber: 1, rev: 2 } },
      {
        seq: 3,
        kind: 'cursor',
        replicaId: 'replica-ana',
        logId: 'log-ana',
        deviceSeq: 1,
        commandId: 'command-ana-1',
        refusal: null,
      },
    ])
    const stored = await test.rowsOf('timeline')
    expect(stored).toEqual([entries[0]?.['row']])
  })

  it('decides a log strictly in its order', async () => {
    expect(await asAna(note('ana', 2))).toMatchObject({ outcome: 'retry' })
    expect(await asAna(note('ana', 1))).toMatchObject({ outcome: 'applied' })
    expect(await asAna(note('ana', 3))).toMatchObject({ outcome: 'retry' })
    expect(await asAna(note('ana', 2))).toMatchObject({ outcome: 'applied' })
    expect((await test.rowsOf('timeline')).map(({ number }) => number)).toEqual([1, 2])
  })

  it('does a command once, however often it comes', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => asAna(note('ana', 1))))
    expect(outcomes.map(({ outcome }) => outcome).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'applied',
      ...Array<string>(7).fill('duplicate'),
    ])
    expect(await test.rowsOf('timeline')).toHaveLength(1)
  })

  it('[C3] tells a copied installation that it is one', async () => {
    await asAna(note('ana', 1))
    expect(await asAna({ ...note('ana', 1), id: 'of-the-copy' })).toMatchObject({
      outcome: 'forked',
      commandId: 'of-the-copy',
    })
    expect(await test.rowsOf('timeline')).toHaveLength(1)
  })

  it('[C4] takes a new log of a desk from its first number on, and nothing new of the one before', async () => {
    const inNewLog = (seq: number, id: string) => ({
      ...note('ana', seq),
      id,
      logId: 'new-log',
      args: { ...note('ana', seq).args, noteId: id },
    })
    await asAna(note('ana', 1))
    expect(await asAna(inNewLog(2, 'second'))).toMatchObject({ outcome: 'retry' })
    expect(await asAna(inNewLog(1, 'first'))).toMatchObject({ outcome: 'applied' })
    expect(await asAna(inNewLog(2, 'second'))).toMatchObject({ outcome: 'applied' })
    expect(await asAna(note('ana', 1))).toMatchObject({ outcome: 'duplicate' })
    expect(await asAna(note('ana', 2))).toMatchObject({ outcome: 'forked' })
    expect(await test.store.decidedUpTo(replicaOf('ana'), 'new-log')).toBe(2)
    expect(await test.store.decidedUpTo(replicaOf('ana'), 'log-ana')).toBe(1)
    expect(await test.rowsOf('timeline')).toHaveLength(3)
  })

  it('[C2] does what a new log carries over only if it was not done, and refuses again what was refused', async () => {
    const tag = (type: 'tag.add' | 'tag.remove', seq: number) =>
      envelope('ana', seq, type, { conversationId: 'conversation-a', tag: 'vip' })
    await asAna(tag('tag.add', 1))
    await asAna(note('ana', 2, 'nowhere'))
    await asAna(tag('tag.remove', 3))
    const carried = (command: ReturnType<typeof tag>, deviceSeq: number) => ({
      ...command,
      logId: 'new-log',
      deviceSeq,
    })
    expect(await asAna(carried(tag('tag.add', 1), 1))).toMatchObject({ outcome: 'applied', deviceSeq: 1 })
    expect(await asAna(carried(note('ana', 2, 'nowhere') as never, 2))).toMatchObject({
      outcome: 'refused',
      refusal: { kind: 'conversation/not-found' },
    })
    expect((await test.rowsOf('conversation'))[0]?.tags).not.toContain('vip')
    expect(await test.store.deskLog(replicaOf('ana'))).toEqual({
      logId: 'new-log',
      deviceSeq: 2,
      refusals: [
        { deviceSeq: 2, commandId: 'command-ana-2', refusal: { kind: 'conversation/not-found', retryable: false } },
      ],
      earlier: [{ logId: tag('tag.add', 1).logId, deviceSeq: 3 }],
    })
  })

  it('commits a refusal like a row, and goes on', async () => {
    const seen = feedUntil(node.tail, cursorIn('command-ana-2'))
    const refused = await asAna(note('ana', 1, 'no-such-conversation'))
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { kind: 'conversation/not-found' } })
    expect(await asAna(note('ana', 2))).toMatchObject({ outcome: 'applied' })
    expect(parsed(await seen)[0]).toMatchObject({
      kind: 'cursor',
      deviceSeq: 1,
      refusal: { kind: 'conversation/not-found', retryable: false },
    })
  })

  it('refuses what cannot be understood, and goes on', async () => {
    expect(
      await asAna(envelope('ana', 1, 'note.add', { noteId: 1, conversationId: '', text: '', language: '' })),
    ).toMatchObject({
      outcome: 'refused',
      refusal: { kind: 'command/invalid' },
    })
    expect(await asAna({ ...note('ana', 2), type: 'conversation.explode' })).toMatchObject({
      refusal: { kind: 'command/unknown' },
    })
    expect(await asAna({ ...note('ana', 3), version: 99 })).toMatchObject({ refusal: { kind: 'command/unknown' } })
    expect(await asAna({ id: 'x', logId: 'log-ana', deviceSeq: 4, broken: true })).toMatchObject({
      refusal: { kind: 'command/invalid' },
    })
    expect(await asAna(note('ana', 5))).toMatchObject({ outcome: 'applied' })
  })

  it('lets nobody touch another brand, another organisation or what only customers may do', async () => {
    const notAllowed = { outcome: 'refused', refusal: { kind: 'command/not-allowed' } }
    // What they may not see is to them as if it were not there.
    const notThere = { outcome: 'refused', refusal: { kind: 'conversation/not-found' } }
    expect(await asAna(note('ana', 1, 'conversation-b'))).toMatchObject(notThere)
    const eve = agentActor('eve', ['brand-a'], 'org-2')
    expect(await node.applyCommand.device(eve, replicaOf('eve'), note('eve', 1))).toMatchObject(notThere)
    const received = envelope('ana', 2, 'message.receive', {
      messageId: 'm',
      conversationId: 'conversation-a',
      customerId: 'customer-of-conversation-a',
      brandId: 'brand-a',
      queueId: '',
      channel: 'chat',
      text: 'hello',
      language: 'en',
      timeZone: '',
      currency: 'USD',
    })
    expect(await asAna(received)).toMatchObject(notAllowed)
    expect(await test.rowsOf('timeline')).toEqual([])
  })

  it('lets a customer touch their own conversation only', async () => {
    const customer = {
      kind: 'customer',
      id: 'stranger',
      organisationId: org,
      brandIds: ['brand-a'],
      rights: [],
    } as const
    const args = {
      messageId: 'm-1',
      conversationId: 'conversation-a',
      customerId: 'stranger',
      brandId: 'brand-a',
      queueId: '',
      channel: 'chat',
      text: 'hello',
      language: 'en',
      timeZone: '',
      currency: 'USD',
    } as CommandArgs<'message.receive'>
    const receive = (given: Partial<Record<keyof typeof args, string>>) =>
      node.applyCommand.direct(customer, {
        type: 'message.receive',
        version: 1,
        args: { ...args, ...given },
        basedOn: {},
      })
    expect(await receive({})).toMatchObject({ outcome: 'refused', refusal: { kind: 'command/not-allowed' } })
    expect(await receive({ conversationId: 'new', brandId: 'brand-b' })).toMatchObject({
      refusal: { kind: 'command/not-allowed' },
    })
    expect(await receive({ conversationId: 'new' })).toMatchObject({ outcome: 'applied' })
    expect(await receive({ conversationId: 'new' })).toEqual({ outcome: 'unchanged' })
  })

  it('queues a delivery with the message, and strikes it off with the report', async () => {
    await asAna(
      envelope('ana', 1, 'message.send', {
        messageId: 'm-1',
        conversationId: 'conversation-a',
        text: 'Hello',
        language: 'en',
      }),
    )
    expect(await test.deliveries()).toEqual([{ messageId: 'm-1', channel: 'chat' }])
    const customer = {
      kind: 'customer',
      id: 'customer-of-conversation-a',
      organisationId: org,
      brandIds: ['brand-a'],
      rights: [],
    } as const
    const args = { messageId: 'm-1', state: 'delivered' } as CommandArgs<'delivery.record'>
    await node.applyCommand.direct(customer, { type: 'delivery.record', version: 1, args, basedOn: {} })
    expect(await test.deliveries()).toEqual([])
    expect(await test.rowsOf('timeline')).toMatchObject([{ deliveryState: 'delivered', rev: 2 }])
  })

  it('gives two who take a conversation at once one winner', async () => {
    const take = (who: string, seq: number) =>
      envelope(
        who,
        seq,
        'conversation.assign',
        { conversationId: 'conversation-a', assigneeId: who, entryId: `e-${who}-${seq}` },
        { basedOn: { assigneeId: null } },
      )
    const outcomes = await Promise.all([asAna(take('ana', 1)), asLea(take('lea', 1))])
    const winner = outcomes[0]?.outcome === 'applied' ? 'ana' : 'lea'
    expect(outcomes.map(({ outcome }) => outcome).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'applied',
      'refused',
    ])
    expect(outcomes.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      refusal: { kind: 'conversation/already-assigned', detail: { assigneeId: winner } },
    })
    expect((await test.rowsOf('conversation'))[0]).toMatchObject({ assigneeId: winner, lastNumber: 1 })
  })

  it('numbers a conversation without gaps while many write into it', async () => {
    const each = Array.from({ length: 12 }, (_, index) => index + 1)
    const [first, second] = [
      async () => {
        for (const seq of each) await asAna(note('ana', seq))
      },
      async () => {
        for (const seq of each) await asLea(note('lea', seq))
      },
    ]
    await Promise.all([first(), second()])
    const numbers = (await test.rowsOf('timeline')).map(({ number }) => number).toSorted((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 24 }, (_, index) => index + 1))
    expect(node.failures).toEqual([])
  })

  it('refuses a command for good after it failed three times unexpectedly', async () => {
    const repair = await test.breakTimeline()
    const outcomes: string[] = []
    for (let attempt = 1; attempt <= 4; attempt++) outcomes.push((await asAna(note('ana', 1))).outcome)
    expect(outcomes).toEqual(['retry', 'retry', 'retry', 'refused'])
    await repair()
    expect(await asAna(note('ana', 2))).toMatchObject({ outcome: 'applied' })
    expect(node.failures).toHaveLength(3)
  })
})
