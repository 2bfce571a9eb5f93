import path from 'node:path'
import { projectRoot } from '../project-root.ts'
import { countPlaywright, countVitest, type TestCounts } from './read-report.ts'

export interface Suite {
  name: string
  program: string
  args: string[]
  env: NodeJS.ProcessEnv
  report: string
  count(report: unknown): TestCounts
}

const bin = (name: string) => path.join(projectRoot, 'node_modules/.bin', name)

export function contractSuite(): Suite {
  const report = 'out/reports/contract.json'
  return {
    name: 'contract',
    program: process.execPath,
    args: [
      bin('vitest'),
      'run',
      '--project=contract',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    env: {},
    report,
    count: countVitest,
  }
}

/** In Electron a window needs a display, so that suite gets a virtual one. */
export function playwrightSuite(project: 'browser' | 'electron'): Suite {
  const report = `out/reports/${project}.json`
  const playwright = [process.execPath, bin('playwright'), 'test', `--project=${project}`, '--reporter=list,json']
  const command =
    project === 'electron' ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...playwright] : playwright
  const [program = '', ...args] = command
  return {
    name: `e2e in ${project}`,
    program,
    args,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report,
    count: countPlaywright,
  }
}
