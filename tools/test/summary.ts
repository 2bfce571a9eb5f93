import type { TestCounts } from './read-report.ts'

export interface SummaryRow extends TestCounts {
  name: string
  durationMs: number
}

export function totals(rows: SummaryRow[]): { passed: number; failed: number } {
  return {
    passed: rows.reduce((sum, row) => sum + row.passed, 0),
    failed: rows.reduce((sum, row) => sum + row.failed, 0),
  }
}

export function summary(rows: SummaryRow[]): string {
  const lines = rows.map(({ name, durationMs, passed, failed, skipped }) => {
    const counts = [
      passed > 0 ? `${passed} passed` : '',
      failed > 0 ? `${failed} failed` : '',
      skipped.length > 0 ? `${skipped.length} skipped` : '',
    ]
    const words = counts.filter(Boolean).join(', ') || 'passed'
    return `${failed > 0 ? '✗' : '✓'} ${name.padEnd(18)} ${`${(durationMs / 1000).toFixed(1)} s`.padStart(8)}   ${words}`
  })
  const skipped = rows.flatMap((row) => row.skipped.map((line) => `  skipped in ${row.name}: ${line}`))
  // The last lines are what is left of a long log, and what somebody looks at first.
  const failures = rows.flatMap((row) => row.failures.map((text) => `  failed in ${row.name}: ${text}`))
  return [...lines, ...skipped, ...failures].join('\n')
}
