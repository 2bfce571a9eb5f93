import { argon2id } from 'hash-wasm'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPasswordKeys } from './derive-password-key.ts'

const request = { password: 'Amélie’s own', salt: new Uint8Array(16).fill(7), memoryKiB: 64, passes: 2 }
const workerFile = path.join(import.meta.dirname, 'argon2-worker.ts')

describe('a key derived from a password', () => {
  it('is Argon2id’s, on a thread that was prepared and on one that was not', async () => {
    const expected = await argon2id({
      password: request.password,
      salt: request.salt,
      memorySize: request.memoryKiB,
      iterations: request.passes,
      parallelism: 1,
      hashLength: 32,
      outputType: 'binary',
    })
    const keys = createPasswordKeys(workerFile)
    keys.prepare()
    keys.prepare()
    const both = await Promise.all([keys.derive(request), keys.derive(request)])
    expect(both.map((key) => Buffer.from(key).toString('hex'))).toEqual(
      [expected, expected].map((key) => Buffer.from(key).toString('hex')),
    )
  })

  it('is the same for both ways of typing an accent', async () => {
    const { derive } = createPasswordKeys(workerFile)
    const decomposed = { ...request, password: request.password.normalize('NFD') }
    expect(decomposed.password).not.toBe(request.password)
    expect(await derive(decomposed)).toEqual(await derive(request))
  })

  it('fails when its thread does, also one that was prepared', async () => {
    const keys = createPasswordKeys(path.join(import.meta.dirname, 'no-such-worker.ts'))
    keys.prepare()
    await expect(keys.derive(request)).rejects.toThrow(/no-such-worker/)
    await expect(keys.derive(request)).rejects.toThrow(/no-such-worker/)
  })
})
