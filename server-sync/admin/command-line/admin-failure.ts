/** What ends a run of the command line: a sentence for a person, and a number for a script. */
export class AdminFailure extends Error {
  readonly code: ExitCode
  constructor(code: ExitCode, message: string) {
    super(message)
    this.code = code
  }
}

/** 1: refused; 2: not understood; 3: the database cannot be reached, or another process has it. */
export type ExitCode = 1 | 2 | 3
