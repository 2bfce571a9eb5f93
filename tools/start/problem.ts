/** Why the start failed, in one sentence that also says what to do. `problem` is stable, `message` is for people. */
export interface Problem {
  problem: string
  message: string
}

export function isProblem(value: object | undefined): value is Problem {
  return value !== undefined && 'problem' in value
}
