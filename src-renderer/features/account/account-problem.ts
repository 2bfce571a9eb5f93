export type AccountProblem =
  | 'incomplete'
  | 'incomplete-code'
  | 'wrong-password'
  | 'wrong-code'
  | 'weak-password'
  | 'same-password'
  | 'too-many-tries'
  | 'server-unreachable'
  | 'signed-out'
  | 'required'
  | 'workstation-unreachable'

const problems = {
  SIGNED_OUT: 'signed-out',
  SERVER_UNREACHABLE: 'server-unreachable',
  TOO_MANY_TRIES: 'too-many-tries',
  WRONG_PASSWORD: 'wrong-password',
  WEAK_PASSWORD: 'weak-password',
  WRONG_CODE: 'wrong-code',
  REQUIRED: 'required',
} as const satisfies Record<string, AccountProblem>

/** How the contract refuses a change of the account. */
export const accountProblem = (code: keyof typeof problems): AccountProblem => problems[code]
