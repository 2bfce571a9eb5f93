import { errorCode } from '../../files/file-errors.ts'

/** Why the server is not reached; each is a translation key. */
export type RoadProblem =
  | 'road/proxy-unreachable'
  | 'road/proxy-refused'
  | 'road/proxy-wants-sign-in'
  | 'road/no-way'
  | 'road/name-unknown'
  | 'road/certificate'
  | 'road/not-answered'

export class RoadClosed extends Error {
  readonly problem: RoadProblem

  constructor(problem: RoadProblem, cause?: unknown) {
    super(problem, { cause })
    this.problem = problem
  }
}

export function roadProblem(error: unknown): RoadProblem {
  if (error instanceof RoadClosed) return error.problem
  const code = errorCode(error) ?? ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'road/name-unknown'
  return /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ALTNAME/.test(code) ? 'road/certificate' : 'road/not-answered'
}
