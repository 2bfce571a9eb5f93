import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { SignInReply } from '#shared/sync/auth-protocol.ts'
import type { ChatMessage } from '#shared/sync/chat-protocol.ts'
import { openPglite } from '../db/pglite/open-pglite.ts'
import { messageIdOf } from '../testing/chat-suite.ts'
import { pgliteTemplate } from '../testing/engines.ts'
import { pngOf } from '../testing/file-samples.ts'
import { opened } from '../testing/opened.ts'
import { type ServerProcess, startServerProcess } from '../testing/server-process.ts'
import { openSocket } from '../testing/socket-client.ts'
import { testDevice } from '../testing/test-device.ts'
import { tusSender } from '../testing/tus-sender.ts'
import { envelope, fillWorkplace, giveCredentials, password } from '../testing/workplace.ts'

const pieceBytes = 600_000

/** A server over data of its own that is killed and started again. */
async function withServer(
  work: (server: { start(): Promise<string>; kill(): Promise<void>; readonly data: string }) => Promise<void>,
): Promise<void> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'farline-kill-files-'))
  let server: ServerProcess | undefined
  const kill = async () => {
    server?.kill('SIGKILL')
    await server?.exited
  }
  try {
    await cp(await pgliteTemplate(), data, { recursive: true })
    const database = opened(await openPglite({ dataDirectory: data, onLost: () => undefined }))
    await fillWorkplace(database)
    await giveCredentials(database, 'ana')
    await database.close()
    await work({
      data,
      kill,
      async start() {
        server = startServerProcess('--port', '0', '--data', data)
        return ((await server.logged('listening')) as { url: string }).url
      },
    })
  } finally {
    await kill()
    await rm(data, { recursive: true, force: true })
  }
}

async function chatAt(url: string, token: string | null) {
  const line = await openSocket(`${url}/chat`)
  line.send({ frame: 'hello', brandId: 'brand-a', token, language: 'en', timeZone: '' })
  return { line, welcome: await line.next('welcome') }
}

it(
  'the server killed at any moment of an upload goes on from what it had, also with another process',
  () =>
    withServer(async ({ start, kill, data }) => {
      let url = await start()
      const token = String((await chatAt(url, null)).welcome['token'])
      const content = pngOf(2_000_000)
      const id = await tusSender(url, token).begun(content.length, 'photo.png')
      let acknowledged = 0
      for (let round = 0; round < 3; round++) {
        const sender = tusSender(url, token)
        const standing = Number((await sender.standing(id)).headers['upload-offset'])
        expect(standing).toBeGreaterThanOrEqual(acknowledged)
        acknowledged = standing + pieceBytes
        expect((await sender.piece(id, standing, content.subarray(standing, acknowledged))).status).toBe(204)
        // Bytes are on their way when it is killed.
        const half = request(`${url}/chat/files/${id}`, {
          method: 'PATCH',
          headers: {
            authorization: `Bearer ${token}`,
            'tus-resumable': '1.0.0',
            'upload-offset': acknowledged,
            'content-type': 'application/offset+octet-stream',
            'content-length': content.length - acknowledged,
          },
        })
        half.on('error', () => undefined)
        half.write(content.subarray(acknowledged, acknowledged + 50_000))
        await once(half, 'socket')
        await kill()
        url = await start()
      }
      const sender = tusSender(url, token)
      expect((await sender.rest(id, content)).status).toBe(204)
      const sum = createHash('sha256').update(content).digest('hex')
      // Killed right after it was acknowledged: it lies in its place.
      await kill()
      expect(await readFile(path.join(data, 'files', sum.slice(0, 2), sum.slice(2, 4), sum))).toEqual(content)
      url = await start()
      expect(await tusSender(url, token).standing(id)).toMatchObject({
        status: 200,
        headers: { 'upload-offset': String(content.length) },
      })
    }),
  300_000,
)

it(
  'the server killed at any moment of a reply’s files passes it on once, when they are here',
  () =>
    withServer(async ({ start, kill }) => {
      let url = await start()
      const { line, welcome } = await chatAt(url, null)
      const token = String(welcome['token'])
      line.send({ frame: 'send', messageId: messageIdOf(1), text: 'Can I see it?' })
      await line.next('receipt')
      const signedIn = await fetch(`${url}/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'ana@example.org', password, device: testDevice('installation-1').device }),
      })
      const { accessToken, replicaId } = (await signedIn.json()) as SignInReply
      const desk = await openSocket(`${url}/sync`, { authorization: `Bearer ${accessToken}` })
      desk.send({ frame: 'hello', protocol: 1, replicaId, logId: 'log-1' })
      await desk.next('welcome')
      const snapshot = await fetch(`${url}/sync/snapshot`, { headers: { authorization: `Bearer ${accessToken}` } })
      const conversationId = /"conversationId":"([^"]+)"/.exec(await snapshot.text())?.[1] ?? ''
      const content = pngOf(1_100_000)
      const attachments = [{ fileId: 'f1', name: 'as said', bytes: content.length }]
      const args = { messageId: 'm1', conversationId, text: '', language: 'en', attachments }
      const given = { replicaId, logId: 'log-1', id: 'command-1' }
      desk.send({ frame: 'commands', commands: [envelope('ana', 1, 'message.send', args, given)] })
      expect(await desk.next('outcomes')).toMatchObject({ outcomes: [{ outcome: 'applied' }] })
      for (let offset = 0; offset < content.length; ) {
        await kill()
        url = await start()
        const sender = tusSender(url, accessToken, '/sync/files')
        const { headers } = await sender.begin(content.length, 'photo.png', { fileId: 'f1', conversationId })
        expect(Number(headers['upload-offset'])).toBe(offset)
        const piece = content.subarray(offset, offset + pieceBytes)
        // The last one with a line that dies before its answer, and a server that dies with it.
        const isLast = offset + piece.length === content.length
        await sender.piece('f1', offset, piece, isLast ? piece.length : undefined)
        offset += piece.length
      }
      await kill()
      url = await start()
      // What the killed one had not read yet is sent again.
      await tusSender(url, accessToken, '/sync/files').rest('f1', content)
      const back = await chatAt(url, token)
      const messages = back.welcome['messages'] as ChatMessage[]
      const said = messages.length > 1 ? messages[1] : (await back.line.next('message'))['message']
      expect(said).toMatchObject({ messageId: 'm1', attachments: [{ fileId: 'f1', name: 'photo.png' }] })
      await kill()
      url = await start()
      const last = (await chatAt(url, token)).welcome['messages'] as ChatMessage[]
      expect(last.map(({ messageId }) => messageId)).toEqual([messageIdOf(1), 'm1'])
    }),
  300_000,
)
