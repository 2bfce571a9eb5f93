import { expect, it } from 'vitest'
import { parseOptions } from './parse-options.ts'

const problemOf = (args: string[]) => {
  try {
    parseOptions(args)
    return undefined
  } catch (error) {
    return error
  }
}

it('reads both ways of writing an option, among switches and words of others', () => {
  const expected = {
    serverUrl: 'http://127.0.0.1:4180',
    dataDir: '/tmp/data',
    port: 4181,
    name: 'agent2',
    keepDays: 14,
    keyFile: null,
    registersLinks: false,
    caFile: null,
  }
  const spaced = ['--server', 'http://127.0.0.1:4180/', '--data', '/tmp/data', '--port', '4181', '--name', 'agent2']
  expect(parseOptions(spaced)).toEqual(expected)
  const joined = [
    '.',
    '--no-sandbox',
    '--server=http://127.0.0.1:4180',
    '--data=/tmp/data',
    '--port=4181',
    '--name=agent2',
  ]
  expect(parseOptions(joined)).toEqual(expected)
})

it('takes any free port and the name "agent" unless told otherwise', () => {
  expect(parseOptions(['--server', 'https://farline.example.com', '--data', '/tmp/data'])).toMatchObject({
    port: 0,
    name: 'agent',
    keepDays: 14,
    keyFile: null,
    registersLinks: false,
    caFile: null,
  })
})

it.each([
  [[]],
  [['--server', 'http://127.0.0.1:4180']],
  [['--server', 'ftp://farline.example.com', '--data', '/tmp/data']],
  [['--server', 'https://farline.example.com/path', '--data', '/tmp/data']],
  [['--server', 'http://127.0.0.1:4180', '--data', '/tmp/data', '--port', '70000']],
  [['--server', 'http://127.0.0.1:4180', '--data', '/tmp/data', '--name', 'a;b']],
  [['--server', 'http://127.0.0.1:4180', '--data', '/tmp/data', '--keep-days', '0']],
])('says what is wrong with %j', (args) => {
  expect(problemOf(args)).toMatchObject({ problem: 'workstation/bad-option' })
})
