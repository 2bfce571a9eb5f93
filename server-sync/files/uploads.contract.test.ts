import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Upload } from 'tus-js-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import { createIdSource } from '#shared/kit/id-source.ts'
import { under } from '../db/under.ts'
import { startBucket } from '../testing/bucket.ts'
import { type Engine, type TestDatabase, engines } from '../testing/engines.ts'
import { exe, pdf, png, pngOf } from '../testing/file-samples.ts'
import { makeZip } from '../testing/make-zip.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { tusSender } from '../testing/tus-sender.ts'
import { fillWorkplace } from '../testing/workplace.ts'
import { createFileClaims } from './claim-files.ts'
import { openLocalStore } from './content-store.ts'
import { openS3Store } from './s3-contents.ts'
import { type Uploader, createUploads } from './uploads.ts'

const sumOf = (content: Buffer) => createHash('sha256').update(content).digest('hex')
const placeOf = (sum: string) => path.join(sum.slice(0, 2), sum.slice(2, 4), sum)

describe.each(engines)('files of visitors on $engine', ({ start }) => {
  let engine: Engine
  let test: TestDatabase
  let server: TestServer
  let data: string
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    data = await mkdtemp(path.join(os.tmpdir(), 'farline-files-'))
    test = await engine.fresh()
    await fillWorkplace(test.database)
    server = await startTestServer(test.database, { dataDirectory: data })
  })
  afterEach(async () => {
    await server.stop()
    await test.close()
    await rm(data, { recursive: true, force: true })
  })

  const newToken = async () => (await server.chat()).welcome.token
  const visitor = async () => tusSender(server.url, await newToken())
  const rows = () =>
    test.database.query<{ id: string; sha256: string; media_type: string; name: string }>('SELECT * FROM file')
  const kept = async () =>
    (await readdir(path.join(data, 'files'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(data, 'files'), path.join(entry.parentPath, entry.name)))

  it('lie under what is in them when they are whole', async () => {
    const content = pngOf(3_000_000)
    const { id, last } = await (await visitor()).whole(content, '照片.png')
    expect(last).toMatchObject({ status: 204, headers: { 'upload-offset': '3000000' } })
    const sum = sumOf(content)
    expect(await rows()).toMatchObject([{ id, sha256: sum, media_type: 'image/png', name: '照片.png' }])
    expect(await kept()).toEqual([placeOf(sum)])
    expect(sumOf(await readFile(path.join(data, 'files', placeOf(sum))))).toBe(sum)
  })

  it('lie in a bucket where there is one, are handed out from there in parts, and are removed from there', async () => {
    const bucket = await startBucket()
    await server.stop()
    server = await startTestServer(test.database, { dataDirectory: data, bucket: bucket.settings })
    const content = pngOf(700_000)
    const sender = await visitor()
    const { id } = await sender.whole(content, 'photo.png')
    const store = await openS3Store(path.join(data, 'files'), bucket.settings)
    expect(await kept()).toEqual([])
    expect(await store.holds(sumOf(content))).toBe(true)
    const part = await store.read(sumOf(content), 100_000, 199_999)
    expect(part && (await buffer(part))).toEqual(content.subarray(100_000, 200_000))
    expect((await sender.giveUp(id)).status).toBe(204)
    expect(await store.holds(sumOf(content))).toBe(false)
    await bucket.stop()
  })

  it('cut at any byte they go on from there, and are whole in the end', async () => {
    const content = pngOf(3_000_000)
    const sender = await visitor()
    const id = await sender.begun(content.length, 'photo.png')
    let offset = 0
    let sentTo = 0
    const cuts = [0, 1, 7, 8, 65_535, 65_536, 65_537, 300_000, 1, 400_003, 100_000, 500_000]
    for (const cutAfter of cuts) {
      await sender.piece(id, offset, content.subarray(offset), cutAfter)
      // What was cut off before may be read by the server only now.
      sentTo = Math.max(sentTo, offset + cutAfter)
      const { status, headers } = await sender.standing(id)
      expect(status).toBe(200)
      const arrived = Number(headers['upload-offset'])
      expect(arrived).toBeGreaterThanOrEqual(offset)
      expect(arrived).toBeLessThanOrEqual(sentTo)
      offset = arrived
    }
    expect(offset).toBeGreaterThan(0)
    expect((await sender.rest(id, content)).status).toBe(204)
    expect((await rows())[0]?.sha256).toBe(sumOf(content))
  })

  it('cut before the answer to their last byte, they are found whole', async () => {
    const sender = await visitor()
    const id = await sender.begun(pdf.length, 'invoice.pdf')
    await sender.piece(id, 0, pdf, pdf.length)
    expect((await sender.rest(id, pdf)).status).toBe(204)
    expect(await sender.standing(id)).toMatchObject({ status: 200, headers: { 'upload-offset': String(pdf.length) } })
    expect((await rows())[0]?.sha256).toBe(sumOf(pdf))
  })

  it('are taken from a program that knows nothing but the protocol', async () => {
    const content = pngOf(700_000)
    const token = await newToken()
    await new Promise<void>((resolve, reject) =>
      new Upload(content, {
        endpoint: `${server.url}/chat/files`,
        chunkSize: 300_000,
        metadata: { filename: 'photo.png' },
        headers: { authorization: `Bearer ${token}` },
        retryDelays: null,
        onError: reject,
        onSuccess: () => resolve(),
      }).start(),
    )
    expect((await rows())[0]?.sha256).toBe(sumOf(content))
  })

  it('are nobody else’s to look at, to go on with, or to give up', async () => {
    const mine = await visitor()
    const id = await mine.begun(pdf.length, 'invoice.pdf')
    const stranger = await visitor()
    const forged = tusSender(server.url, 'forged.token')
    for (const [sender, status] of [
      [stranger, 404],
      [forged, 401],
    ] as const) {
      expect((await sender.standing(id)).status).toBe(status)
      expect((await sender.piece(id, 0, pdf)).status).toBe(status)
      expect((await sender.giveUp(id)).status).toBe(status)
    }
    expect((await forged.begin(10, 'x.txt')).status).toBe(401)
    expect((await mine.rest(id, pdf)).status).toBe(204)
    expect((await mine.giveUp(id)).status).toBe(204)
    expect((await mine.standing(id)).status).toBe(404)
    expect([await rows(), await kept()]).toEqual([[], []])
  })

  it('are refused when they are disguised or bombs, with the reason, and nothing of them is kept', async () => {
    const sender = await visitor()
    const bomb = makeZip({ name: 'zeros', content: Buffer.alloc(40 * 1024 * 1024) })
    for (const [content, name, kind] of [
      [exe, 'photo.png', 'file/disguised'],
      [Buffer.from('<svg onload="x()"/>'), 'photo.png', 'file/disguised'],
      [exe, 'setup.exe', 'file/type'],
      [bomb, 'photos.zip', 'file/bomb'],
    ] as const) {
      const { id, last } = await sender.whole(content, name)
      expect(last).toMatchObject({ status: 415, kind })
      expect(await sender.standing(id)).toMatchObject({ status: 410, headers: { 'farline-refusal': kind } })
    }
    expect(await kept()).toEqual([])
  })

  it('are measured: not too large, not empty, no byte more than announced, no byte at the wrong place', async () => {
    const sender = await visitor()
    expect(await sender.begin(fileMaxBytes + 1, 'x.zip')).toMatchObject({ status: 413, kind: 'file/too-large' })
    expect(await sender.begin(0, 'x.txt')).toMatchObject({ status: 400, kind: 'file/empty' })
    const id = await sender.begun(10, 'note.txt')
    expect(await sender.piece(id, 3, Buffer.from('abc'))).toMatchObject({ status: 409, kind: 'file/offset' })
    expect(await sender.piece(id, 0, Buffer.from('abc'))).toMatchObject({ status: 204 })
    expect(await sender.piece(id, 0, Buffer.from('abc'))).toMatchObject({ status: 409 })
    expect(await sender.piece(id, 3, Buffer.alloc(0))).toMatchObject({ status: 204, headers: { 'upload-offset': '3' } })
    expect(await sender.piece(id, 3, Buffer.from('0123456789'))).toMatchObject({ status: 413, kind: 'file/too-large' })
    expect(sumOf(Buffer.from('abc0123456'))).toBe((await rows())[0]?.sha256)
  })

  it('are so and so many of one visitor, however fast they are', async () => {
    const sender = await visitor()
    const begun = await Promise.all(Array.from({ length: 25 }, () => sender.begin(10, 'x.txt')))
    expect(begun.filter(({ status }) => status === 201)).toHaveLength(20)
    expect(begun.filter(({ kind }) => kind === 'file/too-fast')).toHaveLength(5)
  })

  it('a line that hangs is cut off by the same sender’s next one', async () => {
    const content = pngOf(2_000)
    const token = await newToken()
    const sender = tusSender(server.url, token)
    const id = await sender.begun(content.length, 'photo.png')
    // Half of a piece, and then silence: the server waits for the rest.
    const hanging = new AbortController()
    const half = new ReadableStream({ start: (controller) => controller.enqueue(content.subarray(0, 1_000)) })
    const first = fetch(`${server.url}/chat/files/${id}`, {
      method: 'PATCH',
      body: half,
      duplex: 'half',
      signal: hanging.signal,
      headers: {
        authorization: `Bearer ${token}`,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
    } as RequestInit).catch(() => undefined)
    // The hanging one may come between the question and the rest: then it is asked once more.
    let last = await sender.rest(id, content)
    while (last.status === 409) last = await sender.rest(id, content)
    expect(last.status).toBe(204)
    hanging.abort()
    await first
    expect((await rows())[0]?.sha256).toBe(sumOf(content))
  })

  describe('in time', () => {
    const by: Uploader = { organisationId: 'org', conversationId: 'talk', kind: 'customer', id: 'zoe' }
    // Not before the server's own time: it removes whatever is due by that.
    const time = createManualTime(Date.now())
    async function parts() {
      const database = under(test.database, { part: 'files' })
      const store = await openLocalStore(path.join(data, 'files'))
      const nextId = createIdSource(time.clock, () => randomBytes(16))
      return {
        uploads: createUploads({ database, store, clock: time.clock, nextId }),
        claims: createFileClaims(database, time.clock),
      }
    }
    type Parts = Awaited<ReturnType<typeof parts>>
    async function sent({ uploads }: Parts, content: Buffer, from = by): Promise<string> {
      const begun = await uploads.begin(from, { bytes: content.length, name: 'photo.png' })
      if (!begun.ok) throw new Error(begun.kind)
      await uploads.append(from, begun.upload.id, 0, Readable.from([content]))
      return begun.upload.id
    }

    it('what is not finished or not sent goes; what a message carries, and its bytes, stay', async () => {
      const at = await parts()
      const other: Uploader = { ...by, id: 'max' }
      const carried = await sent(at, png)
      // The same content once more, and one of its own.
      await sent(at, png, other)
      const alone = await sent(at, pngOf(500))
      const begun = await at.uploads.begin(by, { bytes: 100, name: 'x.txt' })
      if (begun.ok) await at.uploads.append(by, begun.upload.id, 0, Readable.from([Buffer.from('half')]))
      expect(await at.claims.claim(by, 'message-1', [carried])).toMatchObject([{ fileId: carried, name: 'photo.png' }])
      expect(await kept()).toHaveLength(3)
      time.advance(24 * 3_600_000)
      expect(await at.uploads.find(by, alone)).toBeUndefined()
      await at.uploads.sweep()
      expect((await rows()).map(({ id }) => id)).toEqual([carried])
      expect(await kept()).toEqual([placeOf(sumOf(png))])
    })

    it('a message takes whole files of its own sender and place only, each once', async () => {
      const at = await parts()
      const id = await sent(at, png)
      for (const stranger of [
        { ...by, id: 'max' },
        { ...by, conversationId: 'other' },
        { ...by, organisationId: 'other' },
      ])
        expect(await at.claims.claim(stranger, 'message-2', [id])).toBeUndefined()
      const begun = await at.uploads.begin(by, { bytes: 100, name: 'x.txt' })
      const unfinished = begun.ok ? begun.upload.id : ''
      expect(await at.claims.claim(by, 'message-1', [id, unfinished])).toBeUndefined()
      expect(await at.claims.claim(by, 'message-1', [id, id])).toBeUndefined()
      expect(await at.claims.claim(by, 'message-1', [id])).toHaveLength(1)
      expect(await at.claims.claim(by, 'message-1', [id])).toHaveLength(1)
      expect(await at.claims.claim(by, 'message-2', [id])).toBeUndefined()
      await at.claims.release({ ...by, id: 'max' }, 'message-1')
      expect(await at.claims.claim(by, 'message-2', [id])).toBeUndefined()
      await at.claims.release(by, 'message-1')
      expect(await at.claims.claim(by, 'message-2', [id])).toHaveLength(1)
      expect(await at.uploads.abandon(by, id)).toBe(false)
    })

    it('so much a day, and no more', async () => {
      const at = await parts()
      for (let n = 0; n < 10; n++)
        expect(await at.uploads.begin(by, { bytes: fileMaxBytes, name: 'x.zip' })).toMatchObject({ ok: true })
      expect(await at.uploads.begin(by, { bytes: fileMaxBytes, name: 'x.zip' })).toEqual({
        ok: false,
        kind: 'file/too-many',
      })
      time.advance(24 * 3_600_000)
      expect(await at.uploads.begin(by, { bytes: fileMaxBytes, name: 'x.zip' })).toMatchObject({ ok: true })
    })
  })
})
