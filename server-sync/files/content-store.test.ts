import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startBucket } from '../testing/bucket.ts'
import { type ContentStore, openLocalStore } from './content-store.ts'
import { openS3Store } from './s3-contents.ts'

const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251))
const sum = createHash('sha256').update(content).digest('hex')

let bucket: Awaited<ReturnType<typeof startBucket>>
let folder: string
beforeAll(async () => {
  bucket = await startBucket()
})
afterAll(() => bucket.stop())
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'farline-store-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const upload = (store: ContentStore, id: string, bytes = content) =>
  store.append(id, 0, Readable.from([bytes]), () => undefined)

describe.each([
  ['a folder', () => openLocalStore(folder)],
  ['a bucket', () => openS3Store(folder, bucket.settings)],
] as const)('contents in %s', (_where, open) => {
  let store: ContentStore
  beforeEach(async () => {
    store = await open()
    await upload(store, 'upload-1')
  })
  afterEach(() => store.remove(sum))

  const read = async (from: number, to: number) => {
    const found = await store.read(sum, from, to)
    return found && buffer(found)
  }

  it('are there once they are kept, as often as that is asked', async () => {
    expect(await store.holds(sum)).toBe(false)
    await store.keep('upload-1', sum)
    await store.keep('upload-1', sum)
    await store.discard('upload-1')
    expect(await store.holds(sum)).toBe(true)
    expect(await read(0, content.length - 1)).toEqual(content)
  })

  it('are read in parts', async () => {
    await store.keep('upload-1', sum)
    expect(await read(0, 1)).toEqual(content.subarray(0, 2))
    expect(await read(7, 7)).toEqual(content.subarray(7, 8))
    expect(await read(1_000, 70_000)).toEqual(content.subarray(1_000, 70_001))
    expect(await read(content.length - 5, content.length - 1)).toEqual(content.subarray(-5))
    expect(await read(0, -1)).toEqual(Buffer.alloc(0))
  })

  it('are gone once they are removed, which may be asked twice', async () => {
    await store.keep('upload-1', sum)
    await store.remove(sum)
    await store.remove(sum)
    expect(await store.holds(sum)).toBe(false)
    expect(await read(0, 10)).toBeUndefined()
    expect(await read(0, -1)).toBeUndefined()
  })
})

describe('a bucket', () => {
  it('that does not know the key, or is not there, is told of without a key', async () => {
    const stranger = await openS3Store(folder, { ...bucket.settings, accessKeyId: 'NOBODY' })
    await upload(stranger, 'upload-1')
    await expect(stranger.keep('upload-1', sum)).rejects.toThrow(/^the bucket answered 403 to HEAD$/)
    const nowhere = await openS3Store(folder, { ...bucket.settings, url: 'http://127.0.0.1:9/files' })
    await expect(nowhere.holds(sum)).rejects.toThrow(/^(?!.*S3RVER)/s)
  })
})
