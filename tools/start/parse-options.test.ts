import { describe, expect, it } from 'vitest'
import { parseOptions } from './parse-options.ts'

const parse = (...args: string[]) => parseOptions(args, { from: '/home/ann', home: '/srv/farline' })

describe('the options of npm start', () => {
  it('default to a server with everything in .data of the project', () => {
    expect(parse()).toEqual({
      help: false,
      open: true,
      json: false,
      fresh: false,
      dev: false,
      data: '/srv/farline/.data',
      host: 'auto',
      port: 4180,
      server: undefined,
      databaseUrl: undefined,
    })
  })

  it('may all be given, with a space or with an equals sign', () => {
    expect(parse('--no-open', '--json', '--fresh', '--data=here', '--host', 'browser', '--port', '5000')).toMatchObject(
      {
        open: false,
        json: true,
        fresh: true,
        data: '/home/ann/here',
        host: 'browser',
        port: 5000,
      },
    )
    expect(parse('--server', 'https://farline.example')).toMatchObject({ server: 'https://farline.example' })
    expect(parse('--database-url', 'postgres://u:p@127.0.0.1:5432/f')).toMatchObject({
      databaseUrl: 'postgres://u:p@127.0.0.1:5432/f',
    })
  })

  it.each([
    [['--verbose'], '--verbose is not an option'],
    [['-x'], '-x is not an option'],
    [['here'], '"here" is not an option'],
    [['--json=yes'], '--json takes no value'],
    [['--data'], '--data needs a value'],
    [['--data='], '--data needs a value'],
    [['--host', 'firefox'], '--host is electron or browser, not "firefox"'],
    [['--port', 'http'], '--port is a number from 1 to 65532'],
    [['--port', '65533'], '--port is a number from 1 to 65532'],
    [['--server', 'farline'], '--server is an address such as http://127.0.0.1:4180'],
    [['--database-url', 'mysql://x'], '--database-url is an address such as postgres://user:password@host/database'],
    [['--server', 'http://a', '--database-url', 'postgres://b'], 'give one of the two'],
  ])('refuse %j in one sentence', (args, sentence) => {
    const problem = parse(...args)
    expect(problem).toMatchObject({ problem: 'start/bad-option', message: expect.stringContaining(sentence) as string })
    expect(problem).toMatchObject({ message: expect.not.stringContaining('\n') as string })
  })
})
