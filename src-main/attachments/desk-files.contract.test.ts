import { randomBytes, randomUUID } from 'node:crypto'
import { open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { attachmentsMax } from '#shared/domain/file/file-limits.ts'
import { deskFilePath, pieceBytes } from '#shared/rpc/desk-files.ts'
import type { OutgoingFile } from '#shared/rpc/files-contract.ts'
import { memoryOnlyStore } from '../keys/key-store.ts'
import { fileWindow } from '../testing/file-window.ts'
import { plainTextHits } from '../testing/plain-text-hits.ts'
import { mei, signedIn } from '../testing/signed-in.ts'
import { take } from '../testing/streams.ts'
import { goodPassword, startSyncServer } from '../testing/sync-server.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { transports } from '../testing/transports.ts'
import { until } from '../testing/until.ts'

const [overPort, overSocket] = transports as [(typeof transports)[0], (typeof transports)[0]]
const content = (bytes = 2_500_000) => randomBytes(bytes) as Buffer<ArrayBuffer>
const filesOf = async (dataDir: string) => (await readdir(path.join(dataDir, 'replica-1', 'files'))).toSorted()

/** What windows are told may be a moment ahead of the disk. */
async function untilFiles(dataDir: string, wanted: readonly string[]) {
  await expect.poll(() => filesOf(dataDir), { timeout: 10_000 }).toEqual(wanted)
}

const message = (file: { fileId: string; name: string; bytes: number }, messageId: string = randomUUID()) => ({
  type: 'message.send',
  args: { messageId, conversationId: 'c-1', text: '', language: 'en', attachments: [file] },
  basedOn: {},
  draft: { basedOn: [''] },
})

type Client = Awaited<ReturnType<typeof fileWindow>>['client']

async function seen(client: Client, fits: (files: readonly OutgoingFile[]) => boolean) {
  const { files } = await take(await client.files.watch({ conversationId: 'c-1' }), (found) => fits(found.files))
  return files
}

const isIn = (state: OutgoingFile['state']) => (files: readonly OutgoingFile[]) => files[0]?.state === state

describe.each(transports)('a file that a window hands over ($name)', (transport) => {
  it('[F1] is in the draft, sealed here, and gets to the server by itself', async () => {
    const { server, at } = await signedIn()
    const { client, hand, ask } = await fileWindow(at, transport)
    const bytes = content()
    const file = await hand(bytes, '照片.png')
    const drafts = await take(await client.drafts.watch({ conversationId: 'c-1' }), () => true)
    expect(drafts.files).toEqual([file])
    expect(await seen(client, isIn('here'))).toMatchObject([{ ...file, kept: bytes.length, sent: bytes.length }])
    const upload = server.files.uploads.get(file.fileId)
    expect(upload).toMatchObject({ name: '照片.png', conversationId: 'c-1' })
    expect(upload?.content.equals(bytes)).toBe(true)
    // By one hand, and nothing twice.
    const piece = `PATCH /sync/files/${file.fileId}`
    expect(server.files.asked).toEqual(['POST /sync/files', piece, piece, piece])
    expect(await (await ask(file.fileId)).arrayBuffer()).toEqual(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    )
  })
})

describe('a file that a window hands over', () => {
  it('[F1] is taken piece by piece, in order, and no more than was announced', async () => {
    const { at } = await signedIn()
    const { client, put, ask, cookie } = await fileWindow(at, overPort)
    const bytes = content()
    const { fileId } = await client.files.begin({ conversationId: 'c-1', name: 'a.png', bytes: bytes.length })
    const piece = (index: number) => bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes)
    expect(await put(fileId, pieceBytes, piece(1))).toEqual({ status: 409, said: { kept: 0 } })
    expect(await put(fileId, 0, piece(0))).toEqual({ status: 200, said: { kept: pieceBytes } })
    expect(await put(fileId, 0, piece(0))).toEqual({ status: 409, said: { kept: pieceBytes } })
    expect(await put(fileId, pieceBytes, piece(1).subarray(1))).toEqual({ status: 409, said: { kept: pieceBytes } })
    expect(await put(fileId, pieceBytes, content(pieceBytes + 1))).toMatchObject({ status: 413 })
    expect(await put(fileId, pieceBytes, piece(1))).toEqual({ status: 200, said: { kept: 2 * pieceBytes } })
    expect(await put(fileId, 2 * pieceBytes, content(pieceBytes))).toMatchObject({ status: 413 })
    expect(await put(fileId, 2 * pieceBytes, piece(2))).toEqual({ status: 200, said: { kept: bytes.length } })
    expect(await put('nothing', 0, piece(0))).toEqual({ status: 404, said: { kind: 'file/gone' } })
    expect((await ask(fileId, '?offset=-1', { method: 'PUT' })).status).toBe(400)
    const address = `${at.host.origin}${deskFilePath(fileId)}?offset=0`
    const from = (headers: Record<string, string>) => fetch(address, { method: 'PUT', body: piece(0), headers })
    expect((await from({ cookie, origin: 'http://evil.example' })).status).toBe(403)
    expect((await from({ cookie })).status).toBe(403)
    expect((await from({ origin: at.host.origin })).status).toBe(401)
  })

  it('[F2] is refused where it is empty or too large, or the draft has enough', async () => {
    const { at } = await signedIn()
    const { client } = await fileWindow(at, overPort)
    const begin = (bytes: number) => client.files.begin({ conversationId: 'c-1', name: '../../x', bytes })
    await expect(begin(0)).rejects.toMatchObject({ code: 'REFUSED', data: { kind: 'file/empty' } })
    await expect(begin(200_000_000)).rejects.toMatchObject({ code: 'REFUSED', data: { kind: 'file/too-large' } })
    for (let count = 0; count < 10; count++) expect(await begin(5)).toMatchObject({ name: 'x' })
    await expect(begin(5)).rejects.toMatchObject({ code: 'REFUSED', data: { kind: 'file/too-many' } })
    expect(await seen(client, () => true)).toHaveLength(10)
  })

  it('[F10] stands in the reply where it was chosen, although all of them are named at once', async () => {
    const { at } = await signedIn()
    const { client } = await fileWindow(at, overPort)
    const names = Array.from({ length: attachmentsMax }, (_, index) => `${index}.png`)
    for (const conversationId of ['c-1', 'c-2', 'c-3']) {
      await Promise.all(names.map((name) => client.files.begin({ conversationId, name, bytes: 5 })))
      const { files } = await take(await client.drafts.watch({ conversationId }), () => true)
      expect(files.map(({ name }) => name)).toEqual(names)
    }
  })

  it('[F5] leaves the draft with its message, and is a copy once the server has both', async () => {
    const { server, at } = await signedIn()
    const { client, hand, ask } = await fileWindow(at, overSocket)
    const bytes = content()
    const file = await hand(bytes)
    await seen(client, isIn('here'))
    await client.commands.submit(message(file))
    const drafts = await take(await client.drafts.watch({ conversationId: 'c-1' }), () => true)
    expect(drafts.files).toEqual([])
    await expect(client.files.remove({ fileId: file.fileId })).rejects.toMatchObject({ code: 'CARRIED' })
    const upload = server.files.uploads.get(file.fileId)
    if (upload) upload.isBound = true
    await seen(client, (files) => files.length === 0)
    await untilFiles(at.dataDir, [`${file.fileId}.kept`, `${file.fileId}.pieces`])
    await server.stop()
    const answer = await ask(file.fileId, '', { headers: { range: 'bytes=1048570-1048585' } })
    expect(answer.status).toBe(206)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-range': `bytes 1048570-1048585/${bytes.length}`,
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="photo.png"; filename*=UTF-8''photo.png`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes.subarray(1_048_570, 1_048_586))
  })

  it('[F3] that is not whole here is not sent with a message', async () => {
    const { at } = await signedIn()
    const { client, put } = await fileWindow(at, overPort)
    const bytes = content()
    const file = await client.files.begin({ conversationId: 'c-1', name: 'a.png', bytes: bytes.length })
    await put(file.fileId, 0, bytes.subarray(0, pieceBytes))
    await expect(client.commands.submit(message(file))).rejects.toMatchObject({
      code: 'INVALID',
      data: { kind: 'file/not-kept' },
    })
    const unknown = { ...file, fileId: randomUUID() }
    await expect(client.commands.submit(message(unknown))).rejects.toMatchObject({ code: 'INVALID' })
  })

  it('[F6] is taken out of its draft, and forgotten here and there', async () => {
    const { server, at } = await signedIn()
    const { client, hand, ask } = await fileWindow(at, overPort)
    const file = await hand(content())
    await seen(client, isIn('here'))
    await client.files.remove({ fileId: file.fileId })
    expect(await seen(client, () => true)).toEqual([])
    await untilFiles(at.dataDir, [])
    await expect.poll(() => server.files.uploads.size).toBe(0)
    expect((await ask(file.fileId)).status).toBe(404)
  })

  it('goes to a draft once more, under a new id, from what is here', async () => {
    const { at } = await signedIn()
    const { client, hand, ask } = await fileWindow(at, overPort)
    const bytes = content()
    const file = await hand(bytes)
    await client.commands.submit(message(file))
    const again = await client.files.again({ conversationId: 'c-2', fileId: file.fileId })
    expect(again).toEqual({ ...file, fileId: again.fileId })
    expect(again.fileId).not.toBe(file.fileId)
    expect(Buffer.from(await (await ask(again.fileId)).arrayBuffer()).equals(bytes)).toBe(true)
    await expect(client.files.again({ conversationId: 'c-2', fileId: 'nothing' })).rejects.toMatchObject({
      code: 'GONE',
    })
  })

  it('[F4] goes on where it was, however often the line breaks, and begins anew where the server has forgotten it', async () => {
    const { server, at } = await signedIn()
    const { client, hand } = await fileWindow(at, overPort)
    const bytes = content()
    let cuts = 0
    server.files.onTrouble((_request, taken) => (taken > 100_000 * cuts && cuts < 6 ? (cuts++, 'cut') : undefined))
    const file = await hand(bytes)
    await seen(client, isIn('here'))
    expect(cuts).toBe(6)
    expect(server.files.uploads.get(file.fileId)?.content.equals(bytes)).toBe(true)
    server.files.onTrouble(undefined)
    server.files.uploads.clear()
    await client.commands.submit(message(file))
    await until(server.files.changes, () => server.files.uploads.get(file.fileId)?.content.equals(bytes) === true)
  })

  it('[F7] that the server does not take says why, and stays until it is removed', async () => {
    const { server, at } = await signedIn()
    const { client, hand } = await fileWindow(at, overPort)
    server.files.refuseWith('file/disguised')
    const file = await hand(content(100), 'invoice.pdf')
    expect(await seen(client, isIn('refused'))).toMatchObject([{ refusal: 'file/disguised' }])
    await expect(client.commands.submit(message(file))).rejects.toMatchObject({ data: { kind: 'file/disguised' } })
    await client.files.remove({ fileId: file.fileId })
    expect(await seen(client, () => true)).toEqual([])
  })

  it('[F4] goes on being sent while the desk is locked, and after a restart before anybody has come in', async () => {
    const { server, at, session } = await signedIn()
    const { client, hand, ask } = await fileWindow(at, overPort)
    server.files.onTrouble(() => 503)
    const bytes = content()
    const file = await hand(bytes)
    await client.commands.submit(message(file))
    await session.lock('asked')
    expect((await ask(file.fileId)).status).toBe(401)
    await at.stop()
    server.files.onTrouble(undefined)
    await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    await until(server.files.changes, () => server.files.uploads.get(file.fileId)?.content.equals(bytes) === true)
  })

  it('[F4] goes on being sent when somebody else sits there', async () => {
    const { server, at, session } = await signedIn()
    const { client, hand } = await fileWindow(at, overPort)
    server.files.onTrouble(() => 503)
    const bytes = content()
    const file = await hand(bytes)
    await client.commands.submit(message(file))
    await session.lock('asked')
    const ben = {
      id: 'agent-2',
      name: 'Ben',
      email: 'ben@example.com',
      role: 'agent' as const,
      brandIds: [],
      rights: [],
    }
    server.door.reply = { replicaId: 'replica-2', agent: ben }
    await session.signIn({ email: ben.email, password: goodPassword })
    server.files.onTrouble(undefined)
    await until(server.files.changes, () => server.files.uploads.get(file.fileId)?.content.equals(bytes) === true)
    const other = await fileWindow(at, overPort)
    expect(await seen(other.client, () => true)).toEqual([])
    expect((await other.ask(file.fileId)).status).toBe(404)
  })

  it('where this computer keeps no keys, ends with the process that knows its draft; one that a saved message carries does not', async () => {
    const { server, at } = await signedIn({ keyStore: memoryOnlyStore() })
    const { client, hand } = await fileWindow(at, overPort)
    server.files.onTrouble(() => 503)
    server.onBatch(() => 'silence')
    const drafted = await hand(content(1_000))
    const carried = await hand(content(1_000))
    await client.commands.submit(message(carried))
    await at.stop()
    server.onBatch(undefined)
    const again = await startTestWorkstation({
      serverUrl: server.url,
      dataDir: at.dataDir,
      keyStore: memoryOnlyStore(),
    })
    expect(again.workstation.session.state.get()).toMatchObject({ state: 'signed-out' })
    expect(await again.workstation.session.signIn(mei)).toMatchObject({ ok: true })
    await untilFiles(again.dataDir, [`${carried.fileId}.out`, `${carried.fileId}.pieces`])
    server.files.onTrouble(undefined)
    await expect.poll(() => server.files.uploads.has(carried.fileId), { timeout: 10_000 }).toBe(true)
    expect(server.files.uploads.has(drafted.fileId)).toBe(false)
  })

  it('[F8] leaves no word on the disk, nor does a copy, and goes with the desk', async () => {
    const planted = 'Ихтиандр said: the heirloombrooch, 4111 1111'
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client, hand, ask } = await fileWindow(at, overPort)
    const { fileId } = await hand(Buffer.from(planted.repeat(40_000)) as Buffer<ArrayBuffer>, 'heirloombrooch.txt')
    server.serve('/sync/files/from-customer', planted.repeat(1_000), {
      'content-type': 'text/plain',
      'content-length': String(Buffer.byteLength(planted) * 1_000),
      'content-disposition': `attachment; filename="x"; filename*=UTF-8''heirloombrooch-2.txt`,
    })
    expect(await (await ask('from-customer')).text()).toBe(planted.repeat(1_000))
    await seen(client, isIn('here'))
    const ours = [`${fileId}.out`, `${fileId}.pieces`]
    await untilFiles(at.dataDir, [...ours, 'from-customer.kept', 'from-customer.pieces'].toSorted())
    expect(await plainTextHits(at.dataDir, [planted, 'heirloombrooch'])).toEqual([])
    server.door.refusal = { kind: 'auth/wipe', wipeId: 'wipe-1' }
    await at.workstation.session.recheck()
    await until(at.workstation.session.state, ({ state }) => state === 'signed-out')
    await until(server.receiptCount, (count) => count === 1)
    expect(await readdir(at.dataDir)).not.toContain('replica-1')
  })

  it('[F9] of a message is kept as it is looked at, and is there without the server; damaged, it is fetched anew', async () => {
    const { server, at, session } = await signedIn()
    const window = await fileWindow(at, overPort)
    const bytes = content()
    server.serve('/sync/files/f-1', bytes, {
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="photo.png"; filename*=UTF-8''photo.png`,
      'cache-control': 'private, max-age=31536000, immutable',
    })
    const asked = () => server.requests.filter(({ url }) => url === '/sync/files/f-1').length
    const get = async () => Buffer.from(await (await window.ask('f-1')).arrayBuffer())
    expect((await get()).equals(bytes)).toBe(true)
    await untilFiles(at.dataDir, ['f-1.kept', 'f-1.pieces'])
    expect((await get()).equals(bytes)).toBe(true)
    expect(asked()).toBe(1)
    await session.lock('asked')
    expect((await window.ask('f-1')).status).toBe(401)
    await session.unlock(mei.password)
    expect((await get()).equals(bytes)).toBe(true)
    expect(asked()).toBe(1)
    const pieces = await open(path.join(at.dataDir, 'replica-1/files/f-1.pieces'), 'r+')
    await pieces.write(Buffer.from([1, 2, 3, 4]), 0, 4, 500)
    await pieces.close()
    expect((await get()).equals(bytes)).toBe(true)
    expect(asked()).toBe(2)
  })
})
