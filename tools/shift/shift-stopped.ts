import type { Problem } from '../start/problem.ts'

/** The shift cannot begin or go on, and says in one sentence why. */
export class ShiftStopped extends Error {
  readonly problem: Problem

  constructor(problem: Problem, cause?: unknown) {
    super(problem.message, { cause })
    this.problem = problem
  }
}
