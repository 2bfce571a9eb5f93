import { expect, it } from 'vitest'
import { countPlaywright, countVitest, readReport } from './read-report.ts'
import { summary, totals } from './summary.ts'

const assertion = (status: string, meta = {}) => ({
  status,
  fullName: `it ${status}`,
  meta,
  failureMessages: status === 'failed' ? ['expected 1\nat here'] : [],
})

it('counts a Vitest run, with its skipped tests and their reasons', () => {
  const assertionResults = [
    assertion('passed'),
    assertion('failed'),
    assertion('skipped', { skipReason: 'no PostgreSQL' }),
  ]
  const report = { success: false, testResults: [{ name: 'a', status: 'failed', assertionResults }] }
  expect(countVitest(report)).toEqual({
    passed: 1,
    failed: 1,
    skipped: ['it skipped: no PostgreSQL'],
    failures: ['it failed\n    expected 1\n    at here'],
  })
})

it('counts a test file that does not load, and a run that fails outside of its tests', () => {
  const good = { name: 'a', status: 'passed', assertionResults: [assertion('passed')] }
  const broken = { name: 'b', status: 'failed', message: 'No such module', assertionResults: [] }
  const counts = countVitest({ success: false, testResults: [good, broken] })
  expect(counts).toMatchObject({ passed: 1, failed: 1, failures: ['b\n    No such module'] })
  expect(countVitest({ success: false, testResults: [good] })).toMatchObject({ passed: 1, failed: 1 })
})

it('counts a Playwright run through nested suites; a flaky test has failed', () => {
  const test = (status: string, annotations: object[] = []) => ({
    title: status,
    tests: [{ status, annotations, results: [{ errors: [{ message: '\u001b[31mnot seen\u001b[39m' }] }] }],
  })
  const inner = {
    title: 'inner',
    specs: [test('flaky'), test('skipped', [{ type: 'skip', description: 'no sound here' }])],
  }
  const report = {
    errors: [],
    suites: [{ title: 'a.spec.ts', specs: [test('expected'), test('unexpected')], suites: [inner] }],
  }
  expect(countPlaywright(report)).toEqual({
    passed: 1,
    failed: 2,
    skipped: ['a.spec.ts › inner › skipped: no sound here'],
    failures: ['a.spec.ts › unexpected\n    not seen', 'a.spec.ts › inner › flaky\n    not seen'],
  })
})

it('takes a suite without a report for failed', async () => {
  expect(await readReport('/nowhere/report.json', countVitest)).toMatchObject({
    passed: 0,
    failed: 1,
    failures: [expect.any(String)],
  })
})

it('adds up and prints what was skipped', () => {
  const rows = [
    { name: 'unit tests', durationMs: 1200, passed: 7, failed: 0, skipped: ['one: why'], failures: [] },
    { name: 'types', durationMs: 800, passed: 0, failed: 1, skipped: [], failures: ['two\n    why'] },
  ]
  expect(totals(rows)).toEqual({ passed: 7, failed: 1 })
  expect(summary(rows)).toMatch(
    /✓ unit tests +1\.2 s +7 passed, 1 skipped\n✗ types +0\.8 s +1 failed\n +skipped in unit tests: one: why\n +failed in types: two\n +why$/,
  )
})
