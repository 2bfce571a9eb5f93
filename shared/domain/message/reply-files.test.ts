import { describe, expect, it } from 'vitest'
import type { Actor } from '../command.ts'
import { notWaiting } from '../conversation/conversation.ts'
import { canBeUndone, undoOf } from '../undo.ts'
import { TestRows, agentEntry, amara, onDesk, onServer, openConversation, system } from '../testing/rows.ts'
import { kindOf, runOn } from '../testing/run.ts'

const kenji: Actor = { ...amara, id: 'agent-kenji' }
const conversationId = 'conversation-1'
const dayMs = 24 * 3_600_000
const declared = (fileId: string) => ({ fileId, name: `${fileId} as the desk says.png`, bytes: 10 })
const found = (fileId: string) => ({ fileId, name: `${fileId}.png`, bytes: 10, mediaType: 'image/png' })
const reply = (messageId: string, more: object = {}) => ({
  messageId,
  conversationId,
  text: `words of ${messageId}`,
  language: 'en',
  ...more,
})
const withFile = { attachments: [declared('f1')] }
const withFiles = { attachments: [declared('f1'), declared('f2')] }

function world() {
  const rows = new TestRows(
    { collection: 'conversation', row: openConversation },
    ...['agent-amara', 'agent-kenji'].map((id) => ({ collection: 'directory' as const, row: agentEntry(id) })),
  )
  return {
    rows,
    send: (id: string, more: object = {}, context = onServer(amara, 1_000), saw = {}) =>
      kindOf(runOn(rows, 'message.send', reply(id, more), context, saw)),
    release: (messageId: string, files?: readonly object[], now = 2_000) =>
      kindOf(
        runOn(
          rows,
          'message.release',
          { messageId, conversationId, ...(files ? { files } : {}) },
          onServer(system, now),
        ),
      ),
    entry: (id: string) => rows.get('timeline', id),
    state: (id: string) => rows.get('timeline', id)?.deliveryState,
    talk: () => rows.get('conversation', conversationId),
  }
}

describe('a reply that declares files', () => {
  it('[W1] is taken at once, is delayed until all of them are here, and goes out with what they were found to be', () => {
    const { send, release, entry, state, talk } = world()
    expect(send('m1', withFiles)).toBe('applied')
    expect(entry('m1')).toMatchObject({
      deliveryState: 'delayed',
      dueAt: 1_000,
      attachments: [
        { fileId: 'f1', name: 'f1 as the desk says.png', mediaType: '' },
        { fileId: 'f2', mediaType: '' },
      ],
    })
    expect(talk()).toMatchObject({ waitingSinceAt: notWaiting, delayedUntilAt: 1_000 })
    expect(release('m1')).toBe('unchanged')
    expect(release('m1', [found('f2')])).toBe('unchanged')
    expect(release('m1', [found('f2'), found('f1'), found('other')])).toBe('applied')
    expect(entry('m1')).toMatchObject({ deliveryState: 'sent', dueAt: 0, undo: null, collidedWith: null })
    expect(entry('m1')?.attachments).toEqual([found('f1'), found('f2')])
    expect(talk()?.delayedUntilAt).toBe(0)
    expect(release('m1', [found('f1'), found('f2')])).toBe('unchanged')
    expect(state('m1')).toBe('sent')
  })

  it('[W1] needs no words, but one of both; each file once; and is called in lists by its files', () => {
    const { send, talk } = world()
    expect(send('m0', { text: ' ' })).toBe('message/empty')
    expect(send('m0', { text: ' ', attachments: [] })).toBe('message/empty')
    expect(send('m0', { attachments: [declared('f1'), declared('f1')] })).toBe('command/invalid')
    expect(send('m0', { attachments: [{ ...declared('f1'), bytes: 0 }] })).toBe('command/invalid')
    expect(send('m1', { text: '', ...withFiles })).toBe('applied')
    expect(talk()?.snippet).toBe('f1 as the desk says.png, f2 as the desk says.png')
  })

  it('[W1] waits for the time for second thoughts as well', () => {
    const { send, release, state } = world()
    send('m1', { ...withFile, undoMs: 5_000 })
    expect(release('m1', [found('f1')], 5_999)).toBe('unchanged')
    expect(release('m1', [found('f1')], 6_000)).toBe('applied')
    expect(state('m1')).toBe('sent')
  })

  it('[W1] is shown by a desk as on its way, whatever the desk’s clock says', () => {
    const { send, entry } = world()
    send('m1', withFile, onDesk(amara, 7))
    expect(entry('m1')).toMatchObject({ deliveryState: 'queued', attachments: [{ mediaType: '' }] })
    expect(entry('m1')?.dueAt).toBeGreaterThan(0)
  })

  it('[W2] keeps what is said after it waiting, which is not held back any longer when it is taken back', () => {
    const { rows, send, entry, talk } = world()
    send('m1', withFile)
    send('m2')
    send('m3', { undoMs: 3_000 })
    expect([entry('m2')?.deliveryState, entry('m2')?.dueAt, entry('m3')?.dueAt]).toEqual(['delayed', 1_001, 4_000])
    runOn(rows, 'message.unsend', { messageId: 'm1', conversationId })
    expect(talk()?.delayedUntilAt).toBe(4_000)
  })

  it('[W3] can be taken back as long as it waits, by its author or whoever may direct, and leaves nothing behind', () => {
    const { rows, send, state, talk } = world()
    const unsend = { messageId: 'm1', conversationId }
    send('m1', withFile)
    const late = 9_000_000
    expect(kindOf(runOn(rows, 'message.unsend', unsend, onServer(kenji, late)))).toBe('message/not-yours')
    const lead: Actor = { ...kenji, rights: ['conversation.work', 'conversation.direct'] }
    expect(kindOf(runOn(rows, 'message.unsend', unsend, onServer(lead, late)))).toBe('applied')
    expect(state('m1')).toBe('withdrawn')
    expect(talk()).toMatchObject({ waitingSinceAt: openConversation.waitingSinceAt, delayedUntilAt: 0 })
    expect(talk()?.snippet).toBe(openConversation.snippet)
  })

  it('[W3] [U1] is taken back by what undoes it, although it has no time for second thoughts', () => {
    const { rows } = world()
    const args = reply('m1', withFile)
    expect(canBeUndone('message.send')).toBe(true)
    expect(undoOf({ type: 'message.send', args: args as never }, rows, () => 'x')).toMatchObject({
      type: 'message.unsend',
    })
  })

  it('[W4] is held when a file was refused, at once; as if it had not been said, and it says which', () => {
    const { send, release, entry, talk } = world()
    send('m1', withFiles)
    expect(release('m1', [{ fileId: 'f2', refusal: 'file/disguised' }])).toBe('applied')
    expect(entry('m1')).toMatchObject({
      deliveryState: 'held',
      dueAt: 0,
      undo: null,
      collidedWith: { reason: 'file', files: [{ fileId: 'f2', kind: 'file/disguised' }] },
    })
    expect(talk()).toMatchObject({
      heldCount: 1,
      delayedUntilAt: 0,
      waitingSinceAt: openConversation.waitingSinceAt,
      snippet: openConversation.snippet,
      lastAnswers: openConversation.lastAnswers,
    })
    expect(release('m1', [found('f1'), found('f2')])).toBe('unchanged')
  })

  it('[W4] is held when a file did not come within a day, and not before', () => {
    const { send, release, entry } = world()
    send('m1', withFiles)
    expect(release('m1', [found('f1')], 1_000 + dayMs - 1)).toBe('unchanged')
    expect(release('m1', [found('f1')], 1_000 + dayMs)).toBe('applied')
    expect(entry('m1')).toMatchObject({
      deliveryState: 'held',
      attachments: [found('f1'), { fileId: 'f2', mediaType: '' }],
      collidedWith: { reason: 'file', files: [{ fileId: 'f2', kind: 'file/missing' }] },
    })
  })

  it('[W4] [H3] is sent anyway without the files that were not taken, at once, or not at all where nothing is left', () => {
    const { rows, send, release, entry, state, talk } = world()
    send('m1', withFiles)
    release('m1', [found('f1'), { fileId: 'f2', refusal: 'file/bomb' }])
    const anyway = { messageId: 'm1', conversationId, sentId: 'm2' }
    expect(kindOf(runOn(rows, 'message.send-anyway', anyway, onServer(kenji, 3_000)))).toBe('message/not-yours')
    expect(kindOf(runOn(rows, 'message.send-anyway', anyway, onServer(amara, 3_000)))).toBe('applied')
    expect(entry('m2')).toMatchObject({ deliveryState: 'sent', text: 'words of m1', attachments: [found('f1')] })
    expect(entry('m1')).toMatchObject({ deliveryState: 'withdrawn', collidedWith: { sentAsId: 'm2' } })
    expect(talk()?.heldCount).toBe(0)

    send('m3', { text: '', ...withFile })
    release('m3', [{ fileId: 'f1', refusal: 'file/type' }])
    const empty = { messageId: 'm3', conversationId, sentId: 'm4' }
    expect(kindOf(runOn(rows, 'message.send-anyway', empty))).toBe('message/empty')
    expect(kindOf(runOn(rows, 'message.drop', { messageId: 'm3', conversationId }))).toBe('applied')
    expect([state('m3'), talk()?.heldCount]).toEqual(['withdrawn', 0])
  })

  it('[H1] [H3] is held when a teammate was faster, and sent anyway with its files, as soon as they are here', () => {
    const { rows, send, release, entry } = world()
    send('k1', {}, onServer(kenji, 900), { lastNumber: 3 })
    send('m1', withFile, onServer(amara, 1_000), { lastNumber: 3 })
    expect(entry('m1')).toMatchObject({ deliveryState: 'held', attachments: [{ fileId: 'f1', mediaType: '' }] })
    expect(release('m1', [found('f1')])).toBe('unchanged')
    runOn(rows, 'message.send-anyway', { messageId: 'm1', conversationId, sentId: 'm2' }, onServer(amara, 2_000))
    expect(entry('m2')).toMatchObject({ deliveryState: 'delayed', attachments: [{ fileId: 'f1', mediaType: '' }] })
    expect(release('m2', [found('f1')])).toBe('applied')
    expect(entry('m2')).toMatchObject({ deliveryState: 'sent', attachments: [found('f1')] })
  })
})
