import { describe, expect, it } from 'vitest'
import type { ChatAttachment } from '#shared/sync/chat-protocol.ts'
import { chatSuite, messageIdOf } from '../../testing/chat-suite.ts'
import { engines } from '../../testing/engines.ts'
import { pngOf } from '../../testing/file-samples.ts'
import { tusSender } from '../../testing/tus-sender.ts'
import { giveCredentials, rowsOf } from '../../testing/workplace.ts'

const photo = pngOf(100_000)

describe.each(engines)('files in a customer’s chat on $engine', ({ start }) => {
  const at = chatSuite(start)

  async function visitor(token?: string) {
    const { line, welcome } = await at.server.chat(token === undefined ? {} : { token })
    const sender = tusSender(at.server.url, welcome.token)
    return {
      line,
      welcome,
      sender,
      upload: async (name = 'photo.png') => (await sender.whole(photo, name)).id,
      send(n: number, text: string, fileIds: readonly string[]) {
        line.send({ frame: 'send', messageId: messageIdOf(n), text, fileIds })
        return line.next('receipt')
      },
      async refused(n: number, fileIds: readonly string[]) {
        line.send({ frame: 'send', messageId: messageIdOf(n), text: '', fileIds })
        return (await line.next('refused'))['kind']
      },
    }
  }
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())
  const fetched = (path: string, headers: Record<string, string> = {}) => fetch(`${at.server.url}${path}`, { headers })

  it('travel with the message: to the desk, into its snippet, and back to the customer', async () => {
    const zoe = await visitor()
    const fileId = await zoe.upload('照片.png')
    const file = { fileId, name: '照片.png', bytes: photo.length, mediaType: 'image/png' }
    expect(await zoe.send(1, '', [fileId])).toMatchObject({ number: 1, attachments: [file] })
    const { page } = (await at.desk.next('page')) as { page: { entries: { row: Record<string, unknown> }[] } }
    expect(page.entries.map(({ row }) => row)).toMatchObject([
      {},
      { snippet: '照片.png', subject: '照片.png' },
      { text: '', attachments: [file] },
    ])
    expect((await visitor(zoe.welcome.token)).welcome.messages).toMatchObject([{ text: '', attachments: [file] }])
  })

  it('open to the agents who see the message, and to the customer by their ticket, and never as a page', async () => {
    const zoe = await visitor()
    const fileId = await zoe.upload()
    const { accessToken } = await at.server.signIn('lea')
    expect((await at.server.get(`/sync/files/${fileId}`, accessToken)).status).toBe(404)
    const receipt = await zoe.send(1, 'look', [fileId])
    const [{ ticket }] = receipt['attachments'] as [ChatAttachment]
    const byAgent = await at.server.get(`/sync/files/${fileId}`, accessToken)
    const byTicket = await fetched(`/chat/files/${fileId}?ticket=${ticket}`)
    for (const answer of [byAgent, byTicket]) {
      expect(answer.status).toBe(200)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': `attachment; filename="photo.png"; filename*=UTF-8''photo.png`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      })
      expect(await bytesOf(answer)).toEqual(photo)
    }
    const other = await zoe.upload()
    await zoe.send(2, '', [other])
    for (const path of [
      `/chat/files/${fileId}`,
      `/chat/files/${fileId}?ticket=x`,
      `/chat/files/${other}?ticket=${ticket}`,
      `/chat/files/${fileId}?ticket=zzzzzzzz.${ticket.split('.')[1]}`,
    ])
      expect((await fetched(path)).status, path).toBe(404)
    expect((await at.server.get(`/sync/files/${fileId}`)).status).toBe(401)
  })

  it('can be fetched from wherever the reader was cut off', async () => {
    const zoe = await visitor()
    const fileId = await zoe.upload()
    const [{ ticket }] = (await zoe.send(1, '', [fileId]))['attachments'] as [ChatAttachment]
    const path = `/chat/files/${fileId}?ticket=${ticket}`
    const etag = (await fetched(path)).headers.get('etag') ?? ''
    const rest = await fetched(path, { range: 'bytes=60000-', 'if-range': etag })
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, `bytes 60000-99999/${photo.length}`])
    expect(await bytesOf(rest)).toEqual(photo.subarray(60_000))
    expect(await bytesOf(await fetched(path, { range: 'bytes=-10' }))).toEqual(photo.subarray(-10))
    expect((await fetched(path, { range: 'bytes=100000-' })).status).toBe(416)
    expect((await fetched(path, { range: 'bytes=5-', 'if-range': '"other"' })).status).toBe(200)
  })

  it('are the sender’s own, whole, and in one message only', async () => {
    const [zoe, max] = [await visitor(), await visitor()]
    const fileId = await zoe.upload()
    const unfinished = await zoe.sender.begun(photo.length, 'photo.png')
    expect(await max.refused(11, [fileId])).toBe('chat/file')
    expect(await zoe.refused(1, [fileId, unfinished])).toBe('chat/file')
    expect(await zoe.refused(2, ['no-such-file'])).toBe('chat/file')
    const first = await zoe.send(3, '', [fileId])
    // The receipt was lost: the same again is the same.
    expect(await zoe.send(3, '', [fileId])).toMatchObject({ number: first['number'] })
    expect(await zoe.refused(4, [fileId])).toBe('chat/file')
    expect(await rowsOf(at.test.database, 'timeline')).toHaveLength(1)
    expect((await zoe.sender.giveUp(fileId)).status).toBe(404)
  })

  it('of a message that is refused can be sent with another, and no trick with an id frees somebody else’s', async () => {
    const [zoe, max] = [await visitor(), await visitor()]
    const fileId = await zoe.upload()
    await zoe.send(1, '', [fileId])
    const own = await max.upload()
    // Zoë's message has this id.
    expect(await max.refused(1, [own])).not.toBe('chat/file')
    expect(await max.send(12, '', [own])).toMatchObject({ attachments: [{ fileId: own }] })
    const held = await at.test.database.query(
      'SELECT id, expires_at FROM file WHERE message_id IS NOT NULL ORDER BY id',
    )
    expect(held).toEqual([fileId, own].toSorted().map((id) => ({ id, expires_at: 0 })))
  })

  it('are out of reach for agents of another brand or organisation', async () => {
    await giveCredentials(at.test.database, 'ben', 'eve')
    const zoe = await visitor()
    const fileId = await zoe.upload()
    await zoe.send(1, '', [fileId])
    for (const agent of ['ben', 'eve']) {
      const { accessToken } = await at.server.signIn(agent)
      expect((await at.server.get(`/sync/files/${fileId}`, accessToken)).status, agent).toBe(404)
    }
  })
})
