import { readFile } from 'node:fs/promises'
import { stripVTControlCharacters } from 'node:util'

export interface TestCounts {
  passed: number
  failed: number
  /** One line a skipped test, with its reason. */
  skipped: string[]
  /** A failed test each: its name and the beginning of what it said. */
  failures: string[]
}

/** Lines of an error that are told again at the end; all of them stand above, where the suite ran. */
const linesOfError = 12

interface VitestReport {
  success: boolean
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: {
      status: string
      fullName: string
      failureMessages?: string[]
      meta?: { skipReason?: string }
    }[]
  }[]
}

interface PlaywrightReport {
  errors: { message?: string }[]
  suites: PlaywrightSuite[]
}

interface PlaywrightSuite {
  title: string
  suites?: PlaywrightSuite[]
  specs?: { title: string; tests: PlaywrightTest[] }[]
}

interface PlaywrightTest {
  status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
  annotations: { type: string; description?: string }[]
  results?: { errors?: { message?: string }[] }[]
}

/** A suite that broke down before it could write its report has failed. */
export async function readReport(file: string, count: (report: unknown) => TestCounts): Promise<TestCounts> {
  try {
    return count(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return { passed: 0, failed: 1, skipped: [], failures: ['It ended without a report.'] }
  }
}

export function countVitest(report: unknown): TestCounts {
  const { testResults, success } = report as VitestReport
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const passed = tests.filter(({ status }) => status === 'passed').length
  const failed = tests.filter(({ status }) => status === 'failed').length
  // A file that does not load has no tests to fail; an error outside of every test fails the run alone.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const skipped = tests
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName, meta }) => `${fullName}: ${meta?.skipReason ?? 'no reason given'}`)
  return {
    passed,
    failed: Math.max(failed + broken.length, success ? 0 : 1),
    skipped,
    failures: [
      ...tests
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages = [] }) => failure(fullName, failureMessages[0])),
      ...broken.map(({ name, message }) => failure(name, message)),
    ],
  }
}

export function countPlaywright(report: unknown): TestCounts {
  const { suites, errors } = report as PlaywrightReport
  const tests = suites.flatMap((suite) => testsOf(suite, ''))
  return {
    // Nothing is repeated until it passes, so a flaky test is a failed one.
    passed: tests.filter(({ test }) => test.status === 'expected').length,
    failed: tests.filter(({ test }) => test.status === 'unexpected' || test.status === 'flaky').length + errors.length,
    skipped: tests
      .filter(({ test }) => test.status === 'skipped')
      .map(({ title, test }) => `${title}: ${reasonOf(test)}`),
    failures: [
      ...tests
        .filter(({ test }) => test.status === 'unexpected' || test.status === 'flaky')
        .map(({ title, test }) => failure(title, test.results?.flatMap((result) => result.errors ?? [])[0]?.message)),
      ...errors.map(({ message }) => failure('outside of every test', message)),
    ],
  }
}

function failure(name: string, message: string | undefined): string {
  const said = stripVTControlCharacters(message ?? 'said nothing').split('\n')
  return [name, ...said.slice(0, linesOfError).map((line) => `    ${line}`)].join('\n')
}

function testsOf(suite: PlaywrightSuite, path: string): { title: string; test: PlaywrightTest }[] {
  const title = `${path}${suite.title} › `
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests.map((test) => ({ title: title + spec.title, test })))
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, title))]
}

function reasonOf({ annotations }: PlaywrightTest): string {
  return annotations.find(({ type }) => type === 'skip')?.description ?? 'did not run'
}
