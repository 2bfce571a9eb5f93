import { expect, it } from 'vitest'
import { createReporter, type Ready } from './reporter.ts'

const ready: Ready = {
  host: 'browser',
  reason: 'there is no display',
  urls: { server: 'http://s', shop: 'http://s/shop/', agent: 'http://a', agent2: 'http://b', lead: null },
}

function record(isJson: boolean) {
  const out: string[] = []
  const err: string[] = []
  const reporter = createReporter(isJson, { out: (line) => out.push(line), err: (line) => err.push(line) })
  return { reporter, out, err }
}

it('with --json ends the start with exactly the promised event, without passwords', () => {
  const { reporter, out } = record(true)
  reporter.ready(ready, [{ name: 'Amara', email: 'amara@example', password: 'secret' }])
  expect(out).toEqual([JSON.stringify({ event: 'ready', ...ready })])
})

it('says a problem in one line, on both outputs with --json', () => {
  const problem = { problem: 'start/port-in-use', message: 'Port 1 is in use:\n  stop it.' }
  const json = record(true)
  json.reporter.problem(problem)
  expect(json.err).toEqual(['Port 1 is in use: stop it.'])
  expect(json.out).toEqual(['{"event":"error","problem":"start/port-in-use","message":"Port 1 is in use: stop it."}'])
  const human = record(false)
  human.reporter.problem(problem)
  expect(human).toMatchObject({ out: [], err: ['Port 1 is in use: stop it.'] })
})

it('tells a person every address there is and how to sign in', () => {
  const { reporter, out } = record(false)
  reporter.ready(ready, [{ name: 'Amara', email: 'amara@example', password: 'secret' }])
  expect(out.join('\n')).toMatch(/there is no display[^]*http:\/\/s\/shop\/[^]*http:\/\/a[^]*amara@example {2}secret/)
  expect(out.join('\n')).not.toContain('null')
})
