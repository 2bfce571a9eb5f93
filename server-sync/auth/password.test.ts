import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from './password.ts'

const cheap = { N: 2, r: 1, p: 1 }

describe('passwords', () => {
  it('are known again, and no other is', async () => {
    const secret = await hashPassword('pässword', cheap)
    expect(await isPassword('pässword', secret)).toBe(true)
    expect(await isPassword('Pässword', secret)).toBe(false)
    expect(await isPassword('', secret)).toBe(false)
  })

  it('are the same however an accent was typed', async () => {
    expect(await isPassword('pa\u0308ssword', await hashPassword('p\u00e4ssword', cheap))).toBe(true)
  })

  it('never look alike when stored', async () => {
    expect(await hashPassword('same', cheap)).not.toBe(await hashPassword('same', cheap))
  })

  it('of nobody are always wrong, also the empty one', async () => {
    expect(await isPassword('', undefined)).toBe(false)
  })

  it('are hashed at full strength unless said otherwise', async () => {
    expect(await hashPassword('x')).toMatch(/^scrypt\$32768\$8\$3\$/)
  })
})
