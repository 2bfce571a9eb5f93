import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ChatAttachment, ChatMessage } from '#shared/sync/chat-protocol.ts'
import { chatSuite, messageIdOf } from '../../server-sync/testing/chat-suite.ts'
import { engines } from '../../server-sync/testing/engines.ts'
import { exe, pngOf } from '../../server-sync/testing/file-samples.ts'
import { password } from '../../server-sync/testing/workplace.ts'
import { fileWindow } from '../../src-main/testing/file-window.ts'
import { take } from '../../src-main/testing/streams.ts'
import { startTestWorkstation } from '../../src-main/testing/test-workstation.ts'
import { transports } from '../../src-main/testing/transports.ts'

const photo = pngOf(2_500_000) as Buffer<ArrayBuffer>

describe.each(engines)('a file from a window of a desk to the customer, by the real server on $engine', ({ start }) => {
  const suite = chatSuite(start)

  /** A customer who has written, and Lea at a workstation of her own. */
  async function talk() {
    const { line } = await suite.server.chat()
    await suite.say(line, messageIdOf(1), 'Can I see it?')
    const conversationId = await suite.onlyConversationId()
    const at = await startTestWorkstation({ serverUrl: suite.server.url })
    const { session } = at.workstation
    expect(await session.signIn({ email: 'lea@example.org', password })).toMatchObject({ ok: true })
    const window = await fileWindow(at, transports[0]!)
    const send = (attachments: readonly { fileId: string; name: string; bytes: number }[], text = '') => {
      const messageId = randomUUID()
      const args = { messageId, conversationId, text, language: 'en', attachments: [...attachments] }
      return window.client.commands
        .submit({ type: 'message.send', args, basedOn: {}, draft: { basedOn: [''] } })
        .then(() => messageId)
    }
    const until = async (state: string | null) =>
      take(await window.client.files.watch({ conversationId }), ({ files }) =>
        state === null ? files.length === 0 : files[0]?.state === state,
      )
    return { line, conversationId, at, session, ...window, send, until }
  }

  const heard = async (line: { next(kind: string): Promise<Record<string, unknown>> }) =>
    (await line.next('message'))['message'] as ChatMessage

  it('gets there with its message, whichever is first, and is a copy here afterwards', async () => {
    const { line, conversationId, hand, send, until, at, ask } = await talk()
    const early = await hand(photo, '照片.png', conversationId)
    await until('here')
    const first = await send([early])
    expect(await heard(line)).toMatchObject({
      messageId: first,
      attachments: [{ fileId: early.fileId, name: '照片.png' }],
    })
    await until(null)

    const late = await hand(photo, 'second.png', conversationId)
    const second = await send([late], 'and another')
    const message = await heard(line)
    expect(message).toMatchObject({ messageId: second, text: 'and another' })
    const [sent] = message.attachments as readonly ChatAttachment[]
    const answer = await fetch(`${suite.server.url}/chat/files/${late.fileId}?ticket=${sent?.ticket}`)
    expect(Buffer.from(await answer.arrayBuffer()).equals(photo)).toBe(true)
    await until(null)
    await suite.server.stop()
    for (const { fileId } of [early, late])
      expect(Buffer.from(await (await ask(fileId)).arrayBuffer()).equals(photo)).toBe(true)
    await at.stop()
  })

  it('goes on being sent from a locked desk, whose message waits for it meanwhile', async () => {
    const { line, conversationId, hand, send, session, at } = await talk()
    const file = await hand(photo, 'photo.png', conversationId)
    const messageId = await send([file])
    await session.lock('asked')
    expect(await heard(line)).toMatchObject({ messageId, attachments: [{ fileId: file.fileId }] })
    await at.stop()
  })

  it('is refused where it is a disguise, and says so to the window', async () => {
    const { conversationId, hand, until, client, at } = await talk()
    const file = await hand(exe as Buffer<ArrayBuffer>, 'invoice.pdf', conversationId)
    const { files } = await until('refused')
    expect(files).toMatchObject([{ fileId: file.fileId, refusal: expect.stringMatching(/^file\//) }])
    await client.files.remove({ fileId: file.fileId })
    await until(null)
    await at.stop()
  })

  it('that a teammate has sent is kept as it is looked at', async () => {
    const { at, ask, conversationId, hand, send, line } = await talk()
    expect((await ask('nothing-of-ours')).status).toBe(404)
    const file = await hand(photo, 'photo.png', conversationId)
    await send([file])
    await heard(line)
    await at.stop()
    const other = await startTestWorkstation({ serverUrl: suite.server.url })
    await other.workstation.session.signIn({ email: 'ana@example.org', password })
    const window = await fileWindow(other, transports[0]!)
    const got = await window.ask(file.fileId)
    expect(got.headers.get('content-disposition')).toContain('photo.png')
    expect(Buffer.from(await got.arrayBuffer()).equals(photo)).toBe(true)
    await suite.server.stop()
    await expect
      .poll(async () => Buffer.from(await (await window.ask(file.fileId)).arrayBuffer()).equals(photo), {
        timeout: 10_000,
      })
      .toBe(true)
    await other.stop()
  })
})
