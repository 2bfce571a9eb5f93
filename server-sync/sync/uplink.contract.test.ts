import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { type FeedPage, feedPageSchema } from '#shared/sync/feed.ts'
import { downlinkFrameSchema } from '#shared/sync/protocol.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import type { SocketClient } from '../testing/socket-client.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { fillWorkplace, giveCredentials, note } from '../testing/workplace.ts'

describe.each(engines)('a desk’s line on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    await fillWorkplace(test.database)
    await giveCredentials(test.database, 'ana', 'lea')
    server = await startTestServer(test.database)
  })
  afterEach(async () => {
    await server.stop()
    await test.close()
  })

  const nextPage = async (line: SocketClient): Promise<FeedPage> => {
    const frame = downlinkFrameSchema.parse(await line.next('page'))
    if (frame.frame !== 'page') throw new Error('not a page')
    return frame.page
  }
  const ofReplica = (replicaId: string, ...commands: ReturnType<typeof note>[]) => ({
    frame: 'commands',
    commands: commands.map((command) => ({ ...command, replicaId, logId: 'log-1' })),
  })

  it('decides a batch and pushes what came of it to everyone who may see it, without gaps', async () => {
    const [ana, lea] = [await server.signIn('ana'), await server.signIn('lea')]
    const [anaDesk, leaDesk] = [await server.desk(ana), await server.desk(lea)]
    expect(anaDesk.welcome).toMatchObject({ head: 0, deviceSeq: 0 })
    anaDesk.line.send(ofReplica(ana.replicaId, note('ana', 1), note('ana', 2, 'nowhere')))
    expect(await anaDesk.line.next('outcomes')).toMatchObject({
      outcomes: [{ outcome: 'applied' }, { outcome: 'refused' }],
    })
    leaDesk.line.send(ofReplica(lea.replicaId, note('lea', 1, 'conversation-b'), note('lea', 2)))

    const seenBy = async (line: SocketClient, untilSeq: number) => {
      const pages: FeedPage[] = []
      for (let to = 0; to < untilSeq; ) {
        const page = await nextPage(line)
        expect(page.from).toBe(to)
        to = page.to
        pages.push(page)
      }
      return pages.flatMap(({ entries }) => entries)
    }
    // 3 entries for Ana's first, 1 for her refusal, 3 for each of Lea's.
    const [anaSaw, leaSaw] = [await seenBy(anaDesk.line, 10), await seenBy(leaDesk.line, 10)]
    const brands = (entries: typeof anaSaw) =>
      entries.map((entry) => (entry.kind === 'row' ? entry.row['brandId'] : entry.deviceSeq))
    expect(brands(anaSaw)).toEqual(['brand-a', 'brand-a', 1, 2, 'brand-a', 'brand-a'])
    expect(brands(leaSaw)).toEqual(['brand-a', 'brand-a', 'brand-b', 'brand-b', 1, 'brand-a', 'brand-a', 2])
    expect(anaSaw.filter(({ kind }) => kind === 'cursor')).toMatchObject([
      { refusal: null },
      { refusal: { kind: 'conversation/not-found' } },
    ])
  })

  it('tells a desk that comes back how far its log is decided', async () => {
    const ana = await server.signIn('ana')
    const first = await server.desk(ana)
    first.line.send(ofReplica(ana.replicaId, note('ana', 1), note('ana', 2)))
    await first.line.next('outcomes')
    await first.line.close()
    const second = await server.desk(ana)
    expect(second.welcome).toMatchObject({ deviceSeq: 2 })
    second.line.send(ofReplica(ana.replicaId, note('ana', 2), note('ana', 3)))
    expect(await second.line.next('outcomes')).toMatchObject({
      outcomes: [{ outcome: 'duplicate' }, { outcome: 'applied' }],
    })
    expect((await server.desk(ana, 'another-log')).welcome).toMatchObject({ deviceSeq: 0 })
  })

  it('stops a batch at the first command that has to wait', async () => {
    const ana = await server.signIn('ana')
    const { line } = await server.desk(ana)
    line.send(ofReplica(ana.replicaId, note('ana', 1), note('ana', 3), note('ana', 4)))
    const { outcomes } = (await line.next('outcomes')) as { outcomes: { outcome: string }[] }
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'retry'])
  })

  it('refuses one envelope that is broken and goes on with the next', async () => {
    const ana = await server.signIn('ana')
    const { line } = await server.desk(ana)
    const batch = ofReplica(ana.replicaId, note('ana', 1), note('ana', 2))
    line.send({
      ...batch,
      commands: batch.commands.map((command, index) =>
        index === 0 ? { ...command, args: 'broken', more: 1 } : command,
      ),
    })
    expect(await line.next('outcomes')).toMatchObject({
      outcomes: [{ outcome: 'refused', refusal: { kind: 'command/invalid' } }, { outcome: 'applied' }],
    })
  })

  it('gives a desk one line: the newer one', async () => {
    const ana = await server.signIn('ana')
    const old = await server.desk(ana)
    const young = await server.desk(ana)
    expect(await old.line.next('goodbye')).toMatchObject({ reason: 'replaced' })
    await old.line.closed
    young.line.send({ frame: 'ping', n: 7 })
    expect(await young.line.next('pong')).toEqual({ frame: 'pong', n: 7 })
  })

  it('does not take commands of another desk', async () => {
    const [ana, lea] = [await server.signIn('ana'), await server.signIn('lea')]
    const { line } = await server.desk(ana)
    line.send(ofReplica(lea.replicaId, note('lea', 1)))
    expect(await line.next('goodbye')).toMatchObject({ reason: 'protocol' })
  })

  it('leaves nothing out between a snapshot, the feed and the pushes', async () => {
    const [ana, lea] = [await server.signIn('ana'), await server.signIn('lea')]
    const writer = await server.desk(lea)
    const writing = (async () => {
      for (let seq = 1; seq <= 12; seq++) {
        writer.line.send(ofReplica(lea.replicaId, note('lea', seq)))
        await writer.line.next('outcomes')
      }
    })()
    const head = JSON.parse(
      (await (await server.get('/sync/snapshot', ana.accessToken)).text()).split('\n')[0] ?? '',
    ) as {
      epoch: string
      seq: number
    }
    const { line, welcome } = await server.desk(ana)
    const notes = new Set<string>()
    let at = head.seq
    const take = (page: FeedPage) => {
      if (page.from > at) throw new Error('a gap')
      for (const entry of page.entries)
        if (entry.kind === 'row' && entry.collection === 'timeline' && entry.seq > at)
          notes.add(String(entry.row['id']))
      at = Math.max(at, page.to)
    }
    while (at < (welcome['head'] as number)) {
      take(
        feedPageSchema.parse(
          await (await server.get(`/sync/feed?epoch=${head.epoch}&after=${at}&limit=2`, ana.accessToken)).json(),
        ),
      )
    }
    while (at < 36) take(await nextPage(line))
    await writing
    expect(notes.size).toBe(12 - Math.floor(head.seq / 3))
  })

  it.each([
    ['brands', `brand_ids = '["brand-a", "brand-b"]'`],
    ['rights', `role = 'lead'`],
  ])('ends when its agent’s %s change: who comes again sees and may what is so now', async (_, change) => {
    const ana = await server.signIn('ana')
    const { line } = await server.desk(ana)
    await test.database.transaction((db) => db.script(`UPDATE directory SET ${change} WHERE id = 'ana'`))
    // Nobody said anything: the server looks by itself.
    expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    expect(await line.closed).toBe(4000)
    const { line: again, welcome } = await server.desk(ana)
    expect(welcome).toMatchObject({ deviceSeq: 0 })
    again.send(ofReplica(ana.replicaId, note('ana', 1)))
    expect(await again.next('outcomes')).toMatchObject({ outcomes: [{ outcome: 'applied' }] })
  })

  it('does nothing that came in the same moment as the change: it comes again with the desk', async () => {
    const ana = await server.signIn('ana')
    const { line } = await server.desk(ana)
    await test.database.transaction((db) => db.script(`UPDATE directory SET role = 'lead' WHERE id = 'ana'`))
    line.send(ofReplica(ana.replicaId, note('ana', 1)))
    expect(await line.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    expect((await server.desk(ana)).welcome).toMatchObject({ deviceSeq: 0 })
  })

  it('says goodbye when it stops', async () => {
    const { line } = await server.desk(await server.signIn('ana'))
    const stopping = server.stop()
    expect(await line.next('goodbye')).toMatchObject({ reason: 'shutting-down' })
    expect(await line.closed).toBe(1001)
    await stopping
    server = await startTestServer(test.database)
  })
})
