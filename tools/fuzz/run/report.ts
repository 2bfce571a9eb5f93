export interface TargetReport {
  readonly target: string
  readonly inputs: number
  readonly failures: number
  /** How often what came of it. */
  readonly outcomes: Readonly<Record<string, number>>
  readonly tookMs: number
}

export interface FuzzReport {
  readonly seed: number
  readonly inputs: number
  readonly failures: number
  readonly byTarget: Readonly<Record<string, Omit<TargetReport, 'target'>>>
}

export function joined(seed: number, reports: readonly TargetReport[]): FuzzReport {
  const sum = (field: 'inputs' | 'failures') => reports.reduce((total, report) => total + report[field], 0)
  return {
    seed,
    inputs: sum('inputs'),
    failures: sum('failures'),
    byTarget: Object.fromEntries(reports.map(({ target, ...report }) => [target, report])),
  }
}

/** One line a target, the most frequent outcomes first. */
export function table({ byTarget }: FuzzReport): string {
  return Object.entries(byTarget)
    .map(([target, { inputs, failures, outcomes, tookMs }]) => {
      const told = Object.entries(outcomes)
        .toSorted(([, one], [, other]) => other - one)
        .slice(0, 6)
        .map(([outcome, count]) => `${outcome} ${count}`)
      const columns = [
        target.padEnd(20),
        String(inputs).padStart(8),
        `${failures} failed`.padStart(10),
        `${Math.round(tookMs)} ms`.padStart(10),
      ]
      return `${columns.join('  ')}  ${told.join(', ')}`
    })
    .join('\n')
}
