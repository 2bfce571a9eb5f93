import { type Argon2Parameters, argon2Sync } from 'node:crypto'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { strongCost } from './password-key.ts'
import { createPasswordKeys } from './password-keys.ts'

const request = { password: 'Amélie’s own 密码', salt: new Uint8Array(16).fill(7), memoryKiB: 64, passes: 2 }
const workerFile = path.join(import.meta.dirname, 'argon2-worker.ts')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** By another implementation of Argon2id. */
function asNode({ password, salt, memoryKiB, passes }: typeof request): string {
  const parameters: Argon2Parameters = {
    message: password,
    nonce: salt,
    memory: memoryKiB,
    passes,
    parallelism: 1,
    tagLength: 32,
  }
  return hex(argon2Sync('argon2id', parameters))
}

describe('a key derived from a password', () => {
  it('is Argon2id’s, on a thread that was prepared and on one that was not', async () => {
    const keys = createPasswordKeys(workerFile)
    keys.prepare()
    keys.prepare()
    const both = await Promise.all([keys.derive(request), keys.derive(request)])
    expect(both.map(hex)).toEqual([asNode(request), asNode(request)])
  })

  // Costs that are meant to be felt, twice each, on a machine that has other things to do.
  const costly = { timeout: 30_000 }
  const costs = [strongCost, { memoryKiB: 96 * 1024, passes: 1 }]
  it.each(costs)('is the same at any cost: %j', costly, async (cost) => {
    expect(hex(await createPasswordKeys(workerFile).derive({ ...request, ...cost }))).toBe(
      asNode({ ...request, ...cost }),
    )
  })

  it('is the same for both ways of typing an accent', async () => {
    const { derive } = createPasswordKeys(workerFile)
    const decomposed = { ...request, password: request.password.normalize('NFD') }
    expect(decomposed.password).not.toBe(request.password)
    expect(await derive(decomposed)).toEqual(await derive(request))
  })

  it('is made also when whoever typed comes back after the thread that waited for it has gone', async () => {
    const due = new Set<() => void>()
    const keys = createPasswordKeys(workerFile, {
      after(_delayMs, run) {
        due.add(run)
        return () => due.delete(run)
      },
    })
    keys.prepare()
    expect(due.size).toBe(1)
    for (const run of due) run()
    expect(due.size).toBe(0)
    expect(hex(await keys.derive(request))).toBe(asNode(request))
    keys.prepare()
    await keys.derive(request)
    expect(due.size).toBe(0)
  })

  it('fails when its thread does, also one that was prepared', async () => {
    const keys = createPasswordKeys(path.join(import.meta.dirname, 'no-such-worker.ts'))
    keys.prepare()
    await expect(keys.derive(request)).rejects.toThrow(/no-such-worker/)
    await expect(keys.derive(request)).rejects.toThrow(/no-such-worker/)
  })
})
