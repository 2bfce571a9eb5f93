/** Why this process cannot start. `message` is one sentence for a person and says what to do. */
export class StartRefused extends Error {
  readonly problem: `workstation/${string}`

  constructor(problem: `workstation/${string}`, message: string, cause?: unknown) {
    super(message, { cause })
    this.problem = problem
  }
}
