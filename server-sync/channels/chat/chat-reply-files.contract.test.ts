import { describe, expect, it } from 'vitest'
import type { ChatAttachment, ChatMessage } from '#shared/sync/chat-protocol.ts'
import { chatSuite, messageIdOf } from '../../testing/chat-suite.ts'
import { engines } from '../../testing/engines.ts'
import { exe, pngOf } from '../../testing/file-samples.ts'
import { tusSender } from '../../testing/tus-sender.ts'
import { giveCredentials } from '../../testing/workplace.ts'

const photo = pngOf(300_000)

describe.each(engines)('files in an agent’s reply on $engine', ({ start }) => {
  const at = chatSuite(start)

  /** A customer who has written, and Ana, who sends them files. */
  async function talk() {
    const { line, welcome } = await at.server.chat()
    await at.say(line, messageIdOf(1), 'Can I see it?')
    const conversationId = await at.onlyConversationId()
    const { accessToken } = at
    const sender = tusSender(at.server.url, accessToken, '/sync/files')
    return {
      line,
      welcome,
      conversationId,
      accessToken,
      sender,
      begin: (fileId: string, bytes = photo.length) => sender.begin(bytes, `${fileId}.png`, { fileId, conversationId }),
      upload: (fileId: string, content = photo) => sender.whole(content, `${fileId}.png`, { fileId, conversationId }),
      send: (messageId: string, fileIds: readonly string[]) =>
        at.asAgent('message.send', {
          messageId,
          conversationId,
          text: fileIds.length > 0 ? '' : messageId,
          language: 'en',
          ...(fileIds.length > 0
            ? { attachments: fileIds.map((fileId) => ({ fileId, name: 'as said', bytes: photo.length })) }
            : {}),
        }),
    }
  }
  const heard = async (line: { next(kind: string): Promise<Record<string, unknown>> }) =>
    (await line.next('message'))['message'] as ChatMessage
  const filesOf = ({ attachments = [] }: ChatMessage) => attachments as readonly ChatAttachment[]

  it('reach every tab of the customer once and in order, with what opens them, and whoever comes later', async () => {
    const { line, welcome, upload, send } = await talk()
    const tab = (await at.server.chat({ token: welcome.token })).line
    await send('m1', ['f1', 'f2'])
    await send('m2', [])
    await upload('f2')
    const early = await at.server.chat({ token: welcome.token })
    expect(early.welcome.messages.map(({ messageId }) => messageId)).toEqual([messageIdOf(1)])
    await upload('f1')
    for (const each of [line, tab, early.line]) {
      const message = await heard(each)
      expect(message).toMatchObject({ messageId: 'm1', from: 'agent', name: 'Ana Kovač', text: '' })
      expect(filesOf(message)).toMatchObject([
        { fileId: 'f1', name: 'f1.png', bytes: photo.length, mediaType: 'image/png' },
        { fileId: 'f2', name: 'f2.png' },
      ])
      expect((await heard(each)).messageId).toBe('m2')
      const [first] = filesOf(message)
      const answer = await fetch(`${at.server.url}/chat/files/f1?ticket=${first?.ticket}`)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(photo)
    }
    for (const each of [line, tab, early.line]) await each.close()
    await send('m3', ['f3'])
    await upload('f3')
    await at.deliveryOf('m3', 'sent')
    const { welcome: back } = await at.server.chat({ token: welcome.token })
    expect(back.messages.map(({ messageId }) => messageId)).toEqual([messageIdOf(1), 'm1', 'm2', 'm3'])
    expect(filesOf(back.messages.at(-1) as unknown as ChatMessage)).toMatchObject([
      { fileId: 'f3', ticket: expect.stringMatching(/./) },
    ])
  })

  it('show the desk first what they are called there, and then what they are', async () => {
    const { accessToken, begin, upload, send } = await talk()
    await begin('f1')
    await send('m1', ['f1'])
    await at.deliveryOf('m1', 'delayed')
    expect((await at.server.get('/sync/files/f1', accessToken)).status).toBe(404)
    await upload('f1')
    await at.deliveryOf('m1', 'sent')
    expect((await at.server.get('/sync/files/f1', accessToken)).status).toBe(200)
  })

  it('cut at any byte they go on from there; begun once more they are where they are', async () => {
    const { sender, begin, send } = await talk()
    await send('m1', ['f1'])
    expect(await begin('f1')).toMatchObject({
      status: 201,
      headers: { location: '/sync/files/f1', 'upload-offset': '0', 'tus-resumable': '1.0.0' },
    })
    let offset = 0
    for (const cutAfter of [1, 65_536, 0, 100_001]) {
      await sender.piece('f1', offset, photo.subarray(offset), cutAfter)
      const { status, headers } = await begin('f1')
      expect(status).toBe(201)
      expect(Number(headers['upload-offset'])).toBeGreaterThanOrEqual(offset)
      offset = Number(headers['upload-offset'])
    }
    const last = await sender.rest('f1', photo)
    // A message has it: it does not end any more.
    expect([last.status, last.headers['upload-expires']]).toEqual([204, undefined])
    await at.deliveryOf('m1', 'sent')
    expect(await begin('f1')).toMatchObject({ status: 201, headers: { 'upload-offset': String(photo.length) } })
    // A message carries it.
    expect((await sender.giveUp('f1')).status).toBe(404)
  })

  it('that are refused hold the reply, say why to whoever asks, and reach nobody', async () => {
    const { sender, begin, upload, send, conversationId, welcome } = await talk()
    await send('m1', ['f1'])
    expect((await upload('f1', Buffer.concat([exe, photo]).subarray(0, photo.length))).last).toMatchObject({
      status: 415,
      kind: 'file/disguised',
      headers: { 'farline-refusal': 'file/disguised' },
    })
    await at.deliveryOf('m1', 'held')
    expect(await sender.standing('f1')).toMatchObject({ status: 410, headers: { 'farline-refusal': 'file/disguised' } })
    expect(await begin('f1')).toMatchObject({ status: 415, headers: { 'farline-refusal': 'file/disguised' } })
    const back = async () => (await at.server.chat({ token: welcome.token })).welcome.messages.length
    expect(await back()).toBe(1)
    await at.asAgent('message.drop', { messageId: 'm1', conversationId })
    expect((await sender.giveUp('f1')).status).toBe(204)
    expect(await begin('f1')).toMatchObject({ status: 201, headers: { 'upload-offset': '0' } })
  })

  it('come only from an agent who may answer there, who sent what is there so far, and in words we know', async () => {
    await giveCredentials(at.test.database, 'ben', 'eve')
    const { sender, begin, welcome, conversationId } = await talk()
    await begin('f1')
    const visitor = tusSender(at.server.url, welcome.token)
    const theirs = await visitor.begun(10, 'x.txt')
    for (const agent of ['ben', 'eve', 'lea']) {
      const { accessToken } = await at.server.signIn(agent)
      const other = tusSender(at.server.url, accessToken, '/sync/files')
      // Lea serves the brand as well.
      const begun = await other.begin(10, 'x.txt', { fileId: `of-${agent}`, conversationId })
      expect(begun.status, agent).toBe(agent === 'lea' ? 201 : 404)
      for (const answer of [
        await other.begin(photo.length, 'x.png', { fileId: 'f1', conversationId }),
        await other.standing('f1'),
        await other.piece('f1', 0, photo),
        await other.giveUp('f1'),
      ])
        expect(answer.status, agent).toBe(404)
    }
    for (const answer of [await sender.standing(theirs), await sender.piece(theirs, 0, photo.subarray(0, 10))])
      expect(answer.status).toBe(404)
    expect((await visitor.standing('f1')).status).toBe(404)
    expect((await visitor.piece('f1', 0, photo)).status).toBe(404)
    expect((await tusSender(at.server.url, welcome.token, '/sync/files').begin(10, 'x')).status).toBe(401)
    for (const more of [
      {},
      { fileId: 'f2' },
      { conversationId },
      { fileId: '../../f2', conversationId },
      { fileId: 'x'.repeat(37), conversationId },
    ] as Record<string, string>[])
      expect((await sender.begin(10, 'x.txt', more)).status, JSON.stringify(more)).toBe(400)
    expect((await sender.begin(10, 'x.txt', { fileId: 'f2', conversationId: 'none' })).status).toBe(404)
    expect((await sender.begin(0, 'x.txt', { fileId: 'f2', conversationId })).status).toBe(400)
  })

  it('of an agent who may not answer there any more stay where they are', async () => {
    const { sender, begin } = await talk()
    await begin('f1')
    await sender.piece('f1', 0, photo.subarray(0, 1_000))
    const serves = (brands: string) =>
      at.test.database.transaction(
        (db) => db.execute(`UPDATE directory SET brand_ids = $1::jsonb WHERE id = 'ana'`, [brands]),
        'owner',
      )
    await serves('["brand-b"]')
    for (const answer of [await begin('f1'), await sender.standing('f1'), await sender.piece('f1', 1_000, photo)])
      expect(answer.status).toBe(404)
    await serves('["brand-a"]')
    expect(await begin('f1')).toMatchObject({ status: 201, headers: { 'upload-offset': '1000' } })
  })

  it('that no message names end after a day, and say so', async () => {
    const { upload, begin, send } = await talk()
    expect((await upload('f1')).last.headers['upload-expires']).toMatch(/GMT$/)
    await send('m1', ['f1'])
    expect((await begin('f1')).headers['upload-expires']).toBeUndefined()
  })

  it('are more of an agent than of a visitor', async () => {
    const { begin } = await talk()
    const begun = await Promise.all(Array.from({ length: 60 }, (_, n) => begin(`many-${n}`)))
    expect(begun.filter(({ status }) => status === 201)).toHaveLength(60)
  })
})
