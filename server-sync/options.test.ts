import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

describe('the server’s options', () => {
  it('have a port and an address of their own', () => {
    expect(readOptions(['--data', '/data'], {})).toMatchObject({
      ok: true,
      value: {
        port: 4180,
        bind: '127.0.0.1',
        dataDirectory: '/data',
        databaseUrl: undefined,
        demoPassword: undefined,
        isNewEpoch: false,
        tls: undefined,
        isSecureOnly: false,
      },
    })
  })

  it('take the demonstration’s password from the environment', () => {
    const read = readOptions(['--data', '/data', '--demo', '--port', '0'], { FARLINE_DEMO_PASSWORD: 'secret' })
    expect(read).toMatchObject({ ok: true, value: { demoPassword: 'secret', port: 0 } })
    expect(readOptions(['--data', '/data', '--demo'], {})).toMatchObject({ problem: 'server/demo-password-missing' })
  })

  it('take a mail server, with its password from the environment', () => {
    const given = ['--data', '/data', '--smtp', 'smtps://care@mail.example', '--mail-from', 'care@northwind.example']
    expect(readOptions(given, { FARLINE_SMTP_PASSWORD: 'secret' })).toMatchObject({
      value: {
        mail: { host: 'mail.example', port: 465, isTls: true, isLocal: false, user: 'care', password: 'secret' },
      },
    })
    const local = ['--data', '/data', '--smtp', 'smtp://[::1]:2525', '--mail-from', 'care@northwind.example']
    expect(readOptions(local, {})).toMatchObject({ value: { mail: { host: '::1', port: 2525, isLocal: true } } })
    expect(readOptions(['--data', '/data'], {})).toMatchObject({ value: { mail: undefined } })
  })

  it.each([
    ['a password that everybody sees', 'smtp://care:secret@mail.example', 'care@northwind.example', 'secret'],
    ['a user without a password', 'smtp://care@mail.example', 'care@northwind.example', ''],
    ['a password without a user', 'smtp://mail.example', 'care@northwind.example', 'secret'],
    ['no sender', 'smtp://mail.example', 'Northwind', ''],
    ['no mail server', 'https://mail.example', 'care@northwind.example', ''],
  ])('refuse a mail server with %s', (_what, smtp, from, password) => {
    const read = readOptions(['--data', '/d', '--smtp', smtp, '--mail-from', from], { FARLINE_SMTP_PASSWORD: password })
    expect(read).toMatchObject({ ok: false, problem: 'server/usage' })
    expect(JSON.stringify(read)).not.toContain('secret')
  })

  it('take a bucket for files, with its keys from the environment', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' }
    const at = (url: string, environment: NodeJS.ProcessEnv = keys) =>
      readOptions(['--data', '/data', '--files', url], environment)
    expect(at('https://s3.example/farline/files/', { ...keys, AWS_REGION: 'eu-west-1' })).toMatchObject({
      value: { bucket: { url: 'https://s3.example/farline/files', region: 'eu-west-1', accessKeyId: 'id' } },
    })
    expect(at('http://127.0.0.1:9000/farline')).toMatchObject({ value: { bucket: { region: 'us-east-1' } } })
    for (const url of [
      'https://s3.example',
      'http://s3.example/farline',
      's3://farline',
      'https://id:secret@s3.example/a',
    ]) {
      expect(at(url)).toMatchObject({ ok: false, problem: 'server/usage' })
      expect(JSON.stringify(at(url))).not.toContain('secret@')
    }
    expect(at('https://s3.example/farline', {})).toMatchObject({ ok: false, problem: 'server/usage' })
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

  describe('let other computers in', () => {
    const data = ['--data', '/d']
    it('only where nobody on the way can read along', () => {
      for (const bind of ['0.0.0.0', '::', '192.168.1.4', 'farline.example.com'])
        expect(readOptions([...data, '--bind', bind], {}), bind).toMatchObject({ problem: 'server/unprotected' })
      for (const bind of ['127.0.0.1', '::1', 'localhost'])
        expect(readOptions([...data, '--bind', bind], {})).toMatchObject({ ok: true, value: { isSecureOnly: false } })
    })

    it('with a certificate, or behind a proxy that has one', () => {
      const tls = ['--tls-cert', 'c.pem', '--tls-key', 'k.pem']
      expect(readOptions([...data, '--bind', '0.0.0.0', ...tls], {})).toMatchObject({
        value: { tls: { certFile: 'c.pem', keyFile: 'k.pem' }, isSecureOnly: true },
      })
      expect(readOptions([...data, '--bind', '0.0.0.0', '--trusted-proxy', '10.0.0.5, 10.1.0.0/16'], {})).toMatchObject(
        { ok: true, value: { isSecureOnly: true } },
      )
    })

    it('and say what is wrong with half of it', () => {
      for (const wrong of [
        ['--tls-cert', 'c.pem'],
        ['--tls-key', 'k.pem'],
        ['--trusted-proxy', 'proxy.example'],
      ])
        expect(readOptions([...data, ...wrong], {})).toMatchObject({ problem: 'server/usage' })
    })
  })
})
