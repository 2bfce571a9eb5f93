/** What `npm run check` asserts, in the order it is printed. Names are what people see. */
export interface CheckStep {
  name: string
  /** What Node runs, from the project's root. */
  script: string
  args: string[]
  /** Where Vitest writes its report, for those who count tests. */
  report?: string
}

export const unitTestReport = 'out/reports/unit.json'

/** Slow ones first: two run at a time. */
export const checkSteps: CheckStep[] = [
  {
    name: 'unit tests',
    script: 'node_modules/.bin/vitest',
    args: ['run', '--project=unit', '--reporter=default', '--reporter=json', `--outputFile.json=${unitTestReport}`],
    report: unitTestReport,
  },
  { name: 'types', script: 'tools/check/types.ts', args: [] },
  { name: 'lint and layers', script: 'node_modules/.bin/oxlint', args: ['--deny-warnings'] },
  { name: 'unused code', script: 'tools/check/unused-code.ts', args: [] },
  { name: 'format', script: 'node_modules/.bin/biome', args: ['format', '--reporter=summary', '.'] },
]
