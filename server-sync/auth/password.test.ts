import { scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashPassword, isOutdated, isPassword, strongCost } from './password.ts'

const cheap = { memoryKib: 8, passes: 1 }
const effort = { cost: cheap, hasOldSecrets: false }

describe('passwords', () => {
  it('are known again, and no other is', async () => {
    const secret = await hashPassword('pässword', cheap)
    expect(await isPassword('pässword', secret, effort)).toBe(true)
    expect(await isPassword('Pässword', secret, effort)).toBe(false)
    expect(await isPassword('', secret, effort)).toBe(false)
  })

  it('are the same however an accent was typed', async () => {
    expect(await isPassword('pa\u0308ssword', await hashPassword('p\u00e4ssword', cheap))).toBe(true)
  })

  it('never look alike when stored', async () => {
    expect(await hashPassword('same', cheap)).not.toBe(await hashPassword('same', cheap))
  })

  it('of nobody are always wrong, also the empty one', async () => {
    expect(await isPassword('', undefined, effort)).toBe(false)
    expect(await isPassword('', undefined, { cost: cheap, hasOldSecrets: true })).toBe(false)
  })

  it('of nobody take as long as those of somebody', async () => {
    const secret = await hashPassword('x')
    const tookMs = async (of: string | undefined) => {
      const startedAt = performance.now()
      await isPassword('y', of)
      return performance.now() - startedAt
    }
    // Deriving a key of full strength takes 100 ms and more; comparing takes none.
    expect(await tookMs(undefined)).toBeGreaterThan(30)
    expect(await tookMs(secret)).toBeGreaterThan(30)
  })

  it('are hashed with 64 MiB and three passes unless said otherwise, and carry their cost with them', async () => {
    const secret = await hashPassword('x')
    expect(secret).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect([isOutdated(secret), isOutdated(secret, cheap)]).toEqual([false, true])
    expect(await isPassword('x', await hashPassword('x', cheap), { cost: strongCost, hasOldSecrets: false })).toBe(true)
  })

  it('that were hashed in the old way are still known', async () => {
    const key = scryptSync('pässword'.normalize('NFKC'), Buffer.from('salt'), 32, { N: 2, r: 1, p: 1 })
    const secret = `scrypt$2$1$1$${Buffer.from('salt').toString('base64url')}$${key.toString('base64url')}`
    expect(isOutdated(secret, cheap)).toBe(true)
    for (const hasOldSecrets of [true, false]) {
      expect(await isPassword('pässword', secret, { cost: cheap, hasOldSecrets })).toBe(true)
      expect(await isPassword('password', secret, { cost: cheap, hasOldSecrets })).toBe(false)
    }
  })

  it('whose secret is of no known kind are a bug', async () => {
    await expect(isPassword('x', '$argon2id$v=18$', effort)).rejects.toThrow('of no kind that is known')
  })
})
