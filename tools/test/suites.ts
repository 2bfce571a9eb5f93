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

export const contractSuite = () => vitestSuite('contract')

/** Thousands of simulated schedules, and planted bugs that they have to find. */
export const simulationSuite = () => vitestSuite('simulation')

/** Hostile input for everything that takes any, and planted faults that it has to find. */
export const fuzzSuite = () => vitestSuite('fuzz')

/** The packed product, installed and started on a virtual display. */
export const packageSuite = () => onDisplay(vitestSuite('package'))

function vitestSuite(project: 'contract' | 'simulation' | 'fuzz' | 'package'): Suite {
  const report = `out/reports/${project}.json`
  return {
    name: project,
    program: process.execPath,
    args: [
      bin('vitest'),
      'run',
      `--project=${project}`,
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
  const suite = {
    name: `e2e in ${project}`,
    program: process.execPath,
    args: [bin('playwright'), 'test', `--project=${project}`, '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report,
    count: countPlaywright,
  }
  return project === 'electron' ? onDisplay(suite) : suite
}

function onDisplay(suite: Suite): Suite {
  return {
    ...suite,
    program: 'xvfb-run',
    args: ['-a', '-s', '-screen 0 1600x1000x24', suite.program, ...suite.args],
  }
}
