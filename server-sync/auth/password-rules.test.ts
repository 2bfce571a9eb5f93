import { describe, expect, it } from 'vitest'
import { isGoodPassword } from './password-rules.ts'

const ana = { email: 'ana.kovac@example.org', name: 'Ana Kovač' }

describe('a new password', () => {
  it('has ten characters, as people count them', () => {
    expect(isGoodPassword('ninechars', ana)).toBe(false)
    expect(isGoodPassword('tencharsok', ana)).toBe(true)
    expect(isGoodPassword('ра́зные сло́ва', ana)).toBe(true)
    expect(isGoodPassword('一二三四五六七八九', ana)).toBe(false)
  })

  it.each([
    'password123',
    'P@ssword 2026!',
    'Qwertyuiop',
    '1234567890',
    'aaaaaaaaaa',
    'abababababab',
    'Correct Horse Battery Staple',
  ])('is none that everybody guesses first: %s', (guess) => expect(isGoodPassword(guess, ana)).toBe(false))

  it.each(['ana.kovac@example.org', 'Ana.Kovac1234', 'ana kovac!!', 'AnaKovač2026'])(
    'is not their name or address: %s',
    (own) => expect(isGoodPassword(own, ana)).toBe(false),
  )
})
