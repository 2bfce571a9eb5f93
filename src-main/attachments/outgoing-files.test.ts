import { randomBytes } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#shared/kit/clock.ts'
import { pieceBytes } from '#shared/rpc/desk-files.ts'
import { createObservableValue } from '../flow/observable-value.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { faultyFileDisk } from '../testing/faulty-file-disk.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { openFileCache } from './file-cache.ts'
import { type FileDisk, openFileDisk } from './file-disk.ts'
import { cacheKeys, openDeskFiles } from './open-desk-files.ts'
import type { NewOutgoing, OutgoingFiles } from './outgoing-files.ts'

const outboxKey = new Uint8Array(32).fill(3)
const keys = () => cacheKeys(new Uint8Array(32).fill(4), 'replica-1')
const content = randomBytes(2 * pieceBytes + 500_000)
const file = { fileId: 'f-1', conversationId: 'c-1', name: 'a.png', bytes: content.length } as NewOutgoing
const pieceOf = (index: number) => content.subarray(index * pieceBytes, (index + 1) * pieceBytes)

interface Given {
  readonly carried?: ReadonlyMap<string, string>
}

async function openAll(disk: FileDisk, { carried = new Map() }: Given = {}) {
  const reported: string[] = []
  const files = await openDeskFiles({
    disk,
    replicaId: 'replica-1',
    outboxKey,
    clock: systemClock,
    timers: createManualTime().timers,
    random: () => 0,
    sync: createObservableValue({ state: 'offline', waiting: 0, sinceAt: 0 }),
    ask: async () => ({ ok: false, problem: 'unreachable' }),
    carried: async () => carried,
    report: (event) => void reported.push(event),
  })
  return { files, reported, outgoing: files.outgoing }
}

async function handOver(outgoing: OutgoingFiles, pieces = 3) {
  await outgoing.begin(file)
  for (let index = 0; index < pieces; index++) await outgoing.keep('f-1', index * pieceBytes, pieceOf(index))
}

async function expectContent(outgoing: OutgoingFiles, kept: number) {
  for (let index = 0; index * pieceBytes < kept; index++)
    expect((await outgoing.piece('f-1', index))?.equals(pieceOf(index)), `piece ${index}`).toBe(true)
}

describe('what a desk keeps of the files that it sends', () => {
  it('[F1] is there after a restart, sealed, also where only a part of it was handed over', async () => {
    const folder = await tempFolder()
    const first = await openAll(await openFileDisk(folder))
    await handOver(first.outgoing, 2)
    await first.files.close()
    const second = await openAll(await openFileDisk(folder))
    expect(second.outgoing.shown.get()).toEqual([{ ...file, kept: 2 * pieceBytes, sent: 0, state: 'keeping' }])
    await expectContent(second.outgoing, 2 * pieceBytes)
    expect(await second.outgoing.keep('f-1', 2 * pieceBytes, pieceOf(2))).toEqual({ ok: true, kept: content.length })
    await expectContent(second.outgoing, content.length)
    for (const name of await readdir(folder))
      expect((await readFile(path.join(folder, name))).includes(pieceOf(0).subarray(0, 64)), name).toBe(false)
  })

  it('[F1] after the power went at any step is what was acknowledged, or what was in the air', async () => {
    const steps = async (outgoing: OutgoingFiles, note: (done: string) => void) => {
      await outgoing.begin(file)
      note('begun')
      for (let index = 0; index < 3; index++) {
        const kept = await outgoing.keep('f-1', index * pieceBytes, pieceOf(index))
        if (!kept.ok) throw new Error('not kept')
        note(`kept ${kept.kept}`)
      }
      await outgoing.note('f-1', { carriedBy: 'm-1' })
      note('carried')
      await outgoing.note('f-1', { end: { kind: 'here' } })
      note('here')
      await outgoing.forget('f-1')
      note('forgotten')
    }
    for (let at = 1; ; at++) {
      const folder = await tempFolder()
      const disk = faultyFileDisk(await openFileDisk(folder))
      const first = await openAll(disk)
      const done: string[] = []
      disk.failPowerAt(at)
      await steps(first.outgoing, (step) => void done.push(step)).catch(() => undefined)
      if (!disk.isOff()) break
      await first.files.close()
      const { outgoing, reported } = await openAll(await openFileDisk(folder))
      const [found] = outgoing.all()
      const keptBefore = Math.max(0, ...done.map((step) => Number(/^kept (\d+)/.exec(step)?.[1] ?? 0)))
      const isExpected = done.includes('begun') && !done.includes('here')
      const wrong = {
        lost: isExpected && !found,
        'not forgotten': done.includes('forgotten') && found !== undefined,
        shorter: found !== undefined && found.kept < keptBefore,
        'carried by nobody': found?.record.carriedBy === null && done.includes('carried'),
        refused: found?.record.end?.kind === 'refused',
      }
      expect({ at, wrong: Object.entries(wrong).filter(([, is]) => is) }).toEqual({ at, wrong: [] })
      await expectContent(outgoing, found?.kept ?? 0)
      expect(reported).toEqual([])
      const left = await readdir(folder)
      expect(left.filter((name) => found === undefined || name.endsWith('.new'))).toEqual([])
    }
  })

  it('[F2] refuses what the disk does not take, and loses nothing else', async () => {
    const disk = faultyFileDisk(await openFileDisk(await tempFolder()))
    const { outgoing } = await openAll(disk)
    await handOver(outgoing, 1)
    disk.failWrites('ENOSPC')
    expect(await outgoing.keep('f-1', pieceBytes, pieceOf(1))).toEqual({ ok: false, why: 'disk', kind: 'file/no-room' })
    await expect(outgoing.begin({ ...file, fileId: 'f-2' as NewOutgoing['fileId'] })).rejects.toMatchObject({
      code: 'ENOSPC',
    })
    expect(await disk.sizeOf('f-1.pieces')).toBe(pieceBytes + 28)
    disk.failWrites(null)
    expect(await outgoing.keep('f-1', pieceBytes, pieceOf(1))).toEqual({ ok: true, kept: 2 * pieceBytes })
    await outgoing.keep('f-1', 2 * pieceBytes, pieceOf(2))
    expect(outgoing.shown.get()).toMatchObject([{ fileId: 'f-1', kept: content.length, state: 'waiting' }])
    await expectContent(outgoing, content.length)
  })

  it('[F7] that was damaged is refused, so that it is chosen again; a piece is no other one’s, nor another file’s', async () => {
    const folder = await tempFolder()
    const pieces = path.join(folder, 'f-1.pieces')
    const damages: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => (bytes.writeUInt8((bytes[700] ?? 0) ^ 1, 700), bytes),
      (bytes) =>
        Buffer.concat([
          bytes.subarray(pieceBytes + 28, 2 * pieceBytes + 56),
          bytes.subarray(0, pieceBytes + 28),
          bytes.subarray(2 * pieceBytes + 56),
        ]),
    ]
    for (const damage of damages) {
      const first = await openAll(await openFileDisk(folder))
      await handOver(first.outgoing)
      await first.files.close()
      await writeFile(pieces, damage(await readFile(pieces)))
      const { outgoing, reported } = await openAll(await openFileDisk(folder))
      expect(await outgoing.piece('f-1', 0)).toBeNull()
      expect(outgoing.shown.get()).toMatchObject([{ state: 'refused', refusal: 'file/damaged' }])
      expect(reported).toEqual(['outgoing-file-damaged'])
      await outgoing.forget('f-1')
    }
    await writeFile(path.join(folder, 'f-9.out'), 'no record of ours')
    const { outgoing, reported } = await openAll(await openFileDisk(folder))
    expect(outgoing.all()).toEqual([])
    expect(reported).toEqual(['outgoing-file-unreadable'])
  })

  it('[F6] that neither a draft nor a message knows is swept once the desk is open; what they know stays', async () => {
    const folder = await tempFolder()
    const ids = ['in-draft', 'in-log', 'nowhere'] as NewOutgoing['fileId'][]
    const first = await openAll(await openFileDisk(folder))
    for (const fileId of ids) await first.outgoing.begin({ ...file, fileId, bytes: 5 })
    for (const fileId of ids) await first.outgoing.keep(fileId, 0, Buffer.from('hello'))
    // Begun in this very run: its draft is just about to know of it.
    await first.files.unlock(keys(), async () => new Set())
    expect(first.outgoing.all()).toHaveLength(3)
    await first.files.close()
    const { files, outgoing } = await openAll(await openFileDisk(folder), { carried: new Map([['in-log', 'm-1']]) })
    expect(outgoing.all()).toHaveLength(3)
    await files.unlock(keys(), async () => new Set(['in-draft']))
    await expect
      .poll(() => outgoing.all().map(({ record }) => [record.fileId, record.carriedBy]))
      .toEqual([
        ['in-draft', null],
        ['in-log', 'm-1'],
      ])
    await files.close()
  })
})

describe('copies of files that the server has', () => {
  async function cacheOn(folder: string, maxBytes?: number, time = createManualTime()) {
    const disk = await openFileDisk(folder)
    const reported: string[] = []
    const cache = await openFileCache({
      disk: { ...disk, freeBytes: async () => 1e12 },
      ...keys(),
      clock: time.clock,
      ...(maxBytes === undefined ? {} : { maxBytes }),
      isOutgoing: () => false,
      report: (event) => void reported.push(event),
    })
    const make = async (fileId: string, bytes: Buffer) => {
      const copy = await cache.make({
        fileId: fileId as NewOutgoing['fileId'],
        name: 'a.png',
        bytes: bytes.length,
        mediaType: 'image/png',
      })
      for (let at = 0; at < bytes.length; at += 70_000) await copy?.add(bytes.subarray(at, at + 70_000))
      return copy
    }
    return { cache, make, reported, disk, time }
  }

  it('[F9] are whole or not there at all', async () => {
    const folder = await tempFolder()
    const { cache, make } = await cacheOn(folder)
    await (await make('whole', content))?.done()
    await (await make('cut', content.subarray(0, 1_500_000)))?.drop()
    const short = await cache.make({
      fileId: 'short' as NewOutgoing['fileId'],
      name: 'x',
      bytes: 10,
      mediaType: 'text/plain',
    })
    await short?.add(Buffer.from('123'))
    await short?.done()
    expect((await readdir(folder)).toSorted()).toEqual(['whole.kept', 'whole.pieces'])
    const again = await cacheOn(folder)
    expect(again.cache.find('whole')).toMatchObject({ name: 'a.png', bytes: content.length, mediaType: 'image/png' })
    for (let index = 0; index < 3; index++)
      expect((await again.cache.piece('whole', index))?.equals(pieceOf(index))).toBe(true)
  })

  it('[F9] go when there are too many, those that were not looked at for longest first, and all of them some time', async () => {
    const folder = await tempFolder()
    const { cache, make, time } = await cacheOn(folder, 3_500)
    const some = (length: number) => randomBytes(length)
    for (const fileId of ['a', 'b', 'c']) {
      await (await make(fileId, some(1_000)))?.done()
      time.advance(1_000)
    }
    await cache.piece('a', 0)
    time.advance(1_000)
    await (await make('d', some(1_000)))?.done()
    expect(['a', 'b', 'c', 'd'].filter((id) => cache.find(id))).toEqual(['a', 'c', 'd'])
    time.advance(31 * 86_400_000)
    await (await make('e', some(100)))?.done()
    expect((await readdir(folder)).toSorted()).toEqual(['e.kept', 'e.pieces'])
    expect(await make('larger', some(4_000))).toBeNull()
  })
})
