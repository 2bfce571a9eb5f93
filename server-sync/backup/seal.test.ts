import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { BackupKey } from './key-file.ts'
import { seal, unseal } from './seal.ts'

const keyOf = (name: string): BackupKey => {
  const secret = createHash('sha256').update(name).digest()
  return { secret, mark: secret.subarray(0, 8) }
}
const key = keyOf('key')
const chunk = 256 * 1024
const headBytes = 16 + 1 + 8 + 32

async function all(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of pieces) parts.push(part)
  return Buffer.concat(parts)
}
const sealed = (plain: Buffer, under = key) => all(seal(Readable.from([plain]), under))
const opened = (bytes: Buffer, under = key) => all(unseal(Readable.from([bytes]), under))
const damaged = { problem: 'backup/damaged' }

describe('a sealed file', () => {
  it.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 5])('gives back %i bytes', async (length) => {
    const plain = randomBytes(length)
    expect((await opened(await sealed(plain))).equals(plain)).toBe(true)
  })

  it('comes in pieces of any length', async () => {
    const plain = randomBytes(chunk + 100)
    const bytes = await sealed(plain)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 777) }, (_, index) =>
      bytes.subarray(index * 777, (index + 1) * 777),
    )
    expect((await all(unseal(Readable.from(pieces), key))).equals(plain)).toBe(true)
  })

  it('is another one each time, and shows nothing', async () => {
    const plain = Buffer.from('a secret '.repeat(100))
    const [first, second] = [await sealed(plain), await sealed(plain)]
    expect(first.subarray(headBytes).equals(second.subarray(headBytes))).toBe(false)
    expect(first.includes('secret')).toBe(false)
  })

  it('notices any byte that was changed', async () => {
    const bytes = await sealed(randomBytes(40))
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      await expect(opened(changed), `byte ${at}`).rejects.toThrow(/.+/)
    }
  })

  it('notices wherever it was cut, and what was put behind it', async () => {
    const bytes = await sealed(randomBytes(40))
    for (let length = 0; length < bytes.length; length++) {
      await expect(opened(bytes.subarray(0, length)), `${length} bytes`).rejects.toMatchObject(damaged)
    }
    await expect(opened(Buffer.concat([bytes, Buffer.from([0])]))).rejects.toMatchObject(damaged)
    const long = await sealed(randomBytes(2 * chunk))
    await expect(opened(long.subarray(0, headBytes + 4 + chunk + 16))).rejects.toMatchObject(damaged)
  })

  it('notices chunks that changed places, came twice, or came from another file', async () => {
    const size = 4 + chunk + 16
    const bytes = await sealed(randomBytes(3 * chunk))
    const other = await sealed(randomBytes(3 * chunk))
    const part = (of: Buffer, index: number) => of.subarray(headBytes + index * size, headBytes + (index + 1) * size)
    const head = bytes.subarray(0, headBytes)
    const parts = [0, 1, 2].map((index) => part(bytes, index)) as [Buffer, Buffer, Buffer]
    expect((await opened(Buffer.concat([head, ...parts]))).length).toBe(3 * chunk)
    for (const wrong of [
      [parts[1], parts[0], parts[2]],
      [parts[0], parts[0], parts[1], parts[2]],
      [parts[0], parts[2]],
      [parts[0], part(other, 1), parts[2]],
    ])
      await expect(opened(Buffer.concat([head, ...wrong]))).rejects.toMatchObject(damaged)
  })

  it('opens under its own key alone, and tells which one is wanted', async () => {
    const bytes = await sealed(randomBytes(10))
    await expect(opened(bytes, keyOf('another'))).rejects.toMatchObject({
      problem: 'backup/wrong-key',
      message: expect.stringContaining(key.mark.toString('hex')) as string,
    })
    const sameMark = { secret: keyOf('another').secret, mark: key.mark }
    await expect(opened(bytes, sameMark)).rejects.toMatchObject(damaged)
  })

  it('of a newer format asks for a newer build', async () => {
    const bytes = await sealed(randomBytes(10))
    bytes[16] = 2
    await expect(opened(bytes)).rejects.toMatchObject({ problem: 'backup/newer' })
  })
})
