import { describe, expect, it } from 'vitest'
import { refuseDebugging } from './refuse-debugging.ts'

describe('an installed Farline', () => {
  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'no-sandbox', 'ignore-certificate-errors'])(
    'does not start with --%s',
    (name) => {
      expect(() => refuseDebugging(true, (asked) => asked === name)).toThrow(`--${name}`)
    },
  )

  it('starts with anything else', () => {
    expect(() => refuseDebugging(true, (asked) => asked === 'disable-gpu')).not.toThrow()
  })
})

it('a development copy may be looked into', () => {
  expect(() => refuseDebugging(false, () => true)).not.toThrow()
})
