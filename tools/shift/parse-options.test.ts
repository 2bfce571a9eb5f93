import { expect, it } from 'vitest'
import { parseOptions } from './parse-options.ts'

const parse = (line: string) => parseOptions(line.split(' ').filter(Boolean), '/home/ana', () => 99)

it('reads what the shift is to be', () => {
  expect(parse('--customers 20 --agents 3 --minutes 0.3 --faults --corpus ../talk.jsonl.gz --seed 7 --json')).toEqual({
    help: false,
    json: true,
    customers: 20,
    agents: 3,
    minutes: 0.3,
    faults: true,
    corpus: '/home/talk.jsonl.gz',
    seed: 7,
    database: { engine: 'pglite' },
  })
  expect(parse('')).toMatchObject({ seed: 99, faults: false, corpus: undefined })
  expect(parse('--postgres')).toMatchObject({ database: { engine: 'embedded' } })
  expect(parse('--database-url postgres://db/farline')).toMatchObject({
    database: { engine: 'given', url: 'postgres://db/farline' },
  })
})

it.each([
  '--customers 0',
  '--customers many',
  '--agents 1.5',
  '--minutes 0',
  '--minutes -1',
  '--seed x',
  '--seed=',
  '--database-url mysql://db',
  '--postgres --database-url postgres://db/x',
  '--faults=no',
  '--unknown',
  'loose',
])('refuses %s in one sentence', (line) => {
  expect(parse(line)).toMatchObject({ problem: 'shift/bad-option', message: expect.stringContaining('--help') })
})
