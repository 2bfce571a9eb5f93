import { describe, expect, it } from 'vitest'
import type { Envelope } from '#shared/sync/envelope.ts'
import { askDoings } from '../queries/doings-query.ts'
import type { RowStore } from '../store/row-store.ts'
import { createInMemoryRowStore } from '../testing/in-memory-row-store.ts'
import { command, conversation, startTestReplica } from '../testing/test-desk.ts'
import { TestServer } from '../testing/test-server.ts'

const tag = (deviceSeq: number, conversationId: string, name: string) =>
  command(deviceSeq, 'tag.add', { conversationId, tag: name })
const untag = (deviceSeq: number, conversationId: string, name: string) =>
  command(deviceSeq, 'tag.remove', { conversationId, tag: name })

async function deskWith(store: RowStore = createInMemoryRowStore()) {
  const server = new TestServer()
  for (const id of ['one', 'two', 'three']) server.put({ collection: 'conversation', row: conversation(id) })
  const test = await startTestReplica(server, store)
  const desk = await test.replica.desk()
  const doing = (...commands: Envelope[]) => test.replica.take({ event: 'pending', commands, after: 0, uplinkedTo: 0 })
  const offered = async () => (await askDoings(desk)).map(({ id, type, count }) => `${id} ${type} ${count}`)
  return { ...test, server, desk, doing, offered }
}

describe('what an agent did at a desk', () => {
  it('[D1] can be taken back, the newest first, and says of which conversation it was', async () => {
    const { desk, doing, offered } = await deskWith()
    await doing(tag(1, 'one', 'vip'), command(2, 'conversation.resolve', { conversationId: 'two', entryId: 'e' }))
    expect(await offered()).toEqual(['command-2 conversation.resolve 1', 'command-1 tag.add 1'])
    expect((await askDoings(desk))[1]?.row?.conversation.id).toBe('one')
    expect(await desk.doings.steps('command-1')).toEqual([
      { type: 'tag.remove', args: { conversationId: 'one', tag: 'vip' }, basedOn: {} },
    ])
  })

  it('is not offered where it changed nothing, could not be run here, or is never taken back', async () => {
    const { doing, offered } = await deskWith()
    await doing(
      untag(1, 'one', 'none'),
      tag(2, 'not-here', 'vip'),
      command(3, 'note.add', { noteId: 'n', conversationId: 'one', text: 'Hm', language: 'en' }),
    )
    expect(await offered()).toEqual([])
  })

  it('[D3] is no longer offered once a window has asked for the way back and gone it, even where that changed nothing', async () => {
    const { desk, doing, offered } = await deskWith()
    await doing(tag(1, 'one', 'vip'))
    await desk.doings.steps('command-1')
    await doing(untag(2, 'one', 'vip'))
    expect(await offered()).toEqual([])
    await doing(tag(3, 'one', 'vip'), untag(4, 'one', 'vip'))
    expect(await offered()).toEqual(['command-4 tag.remove 1', 'command-3 tag.add 1'])
    await desk.doings.steps('command-3')
    await doing(untag(5, 'one', 'vip'))
    expect(await offered()).toEqual(['command-4 tag.remove 1'])
  })

  it('[D4] to many conversations at once is taken back at once, the last first', async () => {
    const { desk, doing, offered } = await deskWith()
    await doing(tag(1, 'one', 'vip'), tag(2, 'two', 'vip'))
    await desk.doings.together(['command-1', 'command-2', 'command-3'])
    await doing(tag(3, 'three', 'vip'))
    expect(await offered()).toEqual(['command-1 tag.add 3'])
    const steps = await desk.doings.steps('command-1')
    expect(steps.map(({ args }) => args['conversationId'])).toEqual(['three', 'two', 'one'])
    await doing(untag(4, 'three', 'vip'), untag(5, 'two', 'vip'))
    expect(await offered()).toEqual(['command-1 tag.add 1'])
  })

  it('[D1] [D2] is still there after a restart, and neither comes twice nor comes back when main tells of it again', async () => {
    const store = createInMemoryRowStore()
    const before = await deskWith(store)
    await before.doing(tag(1, 'one', 'vip'), tag(2, 'two', 'vip'))
    await before.desk.doings.steps('command-2')
    await before.doing(untag(3, 'two', 'vip'))
    expect(await before.offered()).toEqual(['command-1 tag.add 1'])
    await before.desk.close()
    const after = await deskWith(store)
    expect(await after.offered()).toEqual(['command-1 tag.add 1'])
    await after.doing(tag(1, 'one', 'vip'), tag(2, 'two', 'vip'), untag(3, 'two', 'vip'))
    expect(await after.offered()).toEqual(['command-1 tag.add 1'])
  })

  it('[D3] is not offered when the server did not do it', async () => {
    const { desk, doing, offered } = await deskWith()
    await doing(tag(1, 'one', 'vip'), tag(2, 'two', 'vip'))
    desk.doings.refused(['command-1'])
    expect(await offered()).toEqual(['command-2 tag.add 1'])
  })
})
