import { describe, expect, it } from 'vitest'
import { takeSignInFromEnvironment } from './sign-in-from-environment.ts'

describe('the sign-in from the environment', () => {
  it('is taken out of the environment at once', () => {
    const environment = { FARLINE_SIGN_IN: '{"email":"a@b.c","password":"p"}' }
    expect(takeSignInFromEnvironment(environment)).toEqual({ email: 'a@b.c', password: 'p' })
    expect(environment).toEqual({})
    expect(takeSignInFromEnvironment(environment)).toBeNull()
  })

  it.each([
    '[]',
    'null',
    '{"email":"a@b.c"}',
    '{"email":"a@b.c","password":""}',
    '{"email":"a@b.c","password":"p","x":1}',
  ])('is refused as %s', (given) =>
    expect(() => takeSignInFromEnvironment({ FARLINE_SIGN_IN: given })).toThrow(/takes JSON like/),
  )

  it('is refused with a sentence when it cannot be understood, without quoting it', () => {
    expect(() => takeSignInFromEnvironment({ FARLINE_SIGN_IN: 'secret' })).toThrow(/FARLINE_SIGN_IN takes JSON like/)
    expect(() => takeSignInFromEnvironment({ FARLINE_SIGN_IN: 'secret' })).not.toThrow(/secret/)
  })
})
