import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

describe('the server’s options', () => {
  it('have a port and an address of their own', () => {
    expect(readOptions(['--data', '/data'], {})).toEqual({
      ok: true,
      value: {
        port: 4180,
        bind: '127.0.0.1',
        dataDirectory: '/data',
        databaseUrl: undefined,
        demoPassword: undefined,
        isNewEpoch: false,
      },
    })
  })

  it('take the demonstration’s password from the environment', () => {
    const read = readOptions(['--data', '/data', '--demo', '--port', '0'], { FARLINE_DEMO_PASSWORD: 'secret' })
    expect(read).toMatchObject({ ok: true, value: { demoPassword: 'secret', port: 0 } })
    expect(readOptions(['--data', '/data', '--demo'], {})).toMatchObject({ problem: 'server/demo-password-missing' })
  })

  it('begin a new epoch only when asked to', () => {
    expect(readOptions(['--data', '/data', '--new-epoch'], {})).toMatchObject({ value: { isNewEpoch: true } })
  })

  it('say how they are used when they are wrong', () => {
    for (const args of [
      [],
      ['--data', '/d', '--port', 'x'],
      ['--data', '/d', '--port', '70000'],
      ['--data', '/d', '--unknown'],
    ]) {
      expect(readOptions(args, {})).toMatchObject({
        ok: false,
        problem: 'server/usage',
        message: expect.stringContaining('Usage: ') as unknown,
      })
    }
  })
})
