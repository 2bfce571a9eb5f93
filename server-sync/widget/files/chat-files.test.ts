import { describe, expect, it } from 'vitest'
import type { VisitorFrame } from '#shared/sync/chat-protocol.ts'
import { createChat } from '../chat.ts'
import { createFakeSockets } from '../testing/fake-sockets.ts'
import { createFakeStorage, storeOn } from '../testing/fake-storage.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { welcomeFrame } from '../testing/welcome.ts'
import type { KeptFile } from './file-keeper.ts'
import type { Sent } from './send-file.ts'

const blob = new Blob(['0123456789'])
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

function tabInTest(storage = createFakeStorage(), kept = new Map<string, KeptFile>(), takesFiles = true) {
  const time = createManualTime()
  const sockets = createFakeSockets()
  const ends: ((sent: Sent) => void)[] = []
  let made = kept.size
  const chat = createChat({
    store: storeOn(storage),
    clock: time.clock,
    after: time.after,
    random: () => 0.5,
    newId: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    keeper: {
      all: (isWanted) => Promise.resolve([...kept.values()].filter(({ key }) => isWanted(key))),
      put: (file) => void kept.set(file.key, file),
      remove: (key) => void kept.delete(key),
    },
    sendFile: () => new Promise((end) => ends.push(end)),
    openSocket: sockets.openSocket,
    visitor: { brandId: 'northwind-home', language: 'en', timeZone: 'Europe/London' },
    changed: () => undefined,
  })
  chat.start()
  sockets.latest().open()
  sockets.latest().receive(welcomeFrame({ takesFiles }))
  const sends = () =>
    sockets.latest().sent.filter((frame): frame is Extract<VisitorFrame, { frame: 'send' }> => frame.frame === 'send')
  return { chat, sockets, storage, kept, ends, sends }
}

describe('files in the chat', () => {
  it('hold back their own message until they are there, and no other', async () => {
    const { chat, ends, sends, sockets, kept } = tabInTest()
    chat.addFile('a.png', blob)
    expect(chat.snapshot().staged).toMatchObject([{ name: 'a.png' }])
    chat.send('')
    chat.send('Is anybody there?')
    expect(chat.snapshot().staged).toEqual([])
    expect(sends()).toMatchObject([{ text: 'Is anybody there?' }])
    sockets.latest().receive({ frame: 'receipt', messageId: sends()[0]?.messageId ?? '', number: 1, createdAt: 1 })
    ends[0]?.({ end: 'taken', uploadId: 'upload-1' })
    await settled()
    expect(sends()[1]).toMatchObject({ text: '', fileIds: ['upload-1'] })
    const attachments = [{ fileId: 'upload-1' as never, name: 'a.png', bytes: 10, mediaType: 'image/png', ticket: 't' }]
    const messageId = sends()[1]?.messageId ?? ''
    sockets.latest().receive({ frame: 'receipt', messageId, number: 2, createdAt: 2, attachments })
    expect(chat.snapshot()).toMatchObject({ outgoing: [], files: [] })
    expect(chat.snapshot().messages[1]).toMatchObject({ attachments })
    expect(kept.size).toBe(0)
  })

  it('that are not taken keep their message from going, until it is taken back with them', async () => {
    const { chat, ends, sends } = tabInTest()
    chat.addFile('a.exe', blob)
    chat.send('look')
    ends[0]?.({ end: 'refused', kind: 'file/type' })
    await settled()
    expect(sends()).toEqual([])
    expect(chat.snapshot().outgoing).toMatchObject([{ refusal: 'file/type' }])
    chat.discard(chat.snapshot().outgoing[0]?.messageId ?? '')
    expect(chat.snapshot().staged).toMatchObject([{ name: 'a.exe', refusal: 'file/type' }])
    chat.send('without it')
    expect(sends()).toMatchObject([{ text: 'without it' }])
    expect(sends()[0]?.fileIds).toBeUndefined()
  })

  it('come back with their message after a reload, and where the browser kept none it says that it did not go', async () => {
    const first = tabInTest()
    first.chat.addFile('a.png', blob)
    first.chat.send('look')
    const again = tabInTest(first.storage, first.kept)
    await settled()
    again.ends[0]?.({ end: 'taken', uploadId: 'upload-1' })
    await settled()
    expect(again.sends()).toMatchObject([{ text: 'look', fileIds: ['upload-1'] }])
    const without = tabInTest(first.storage)
    await settled()
    expect(without.chat.snapshot().outgoing).toMatchObject([{ text: 'look', refusal: 'chat/file' }])
  })

  it('go nowhere where none are taken', () => {
    const { chat, ends } = tabInTest(undefined, undefined, false)
    chat.addFile('a.png', blob)
    expect([ends.length, chat.snapshot().takesFiles]).toEqual([0, false])
  })
})
