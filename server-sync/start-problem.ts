/** Why the server cannot start, and one sentence that says what to do about it. */
export interface StartProblem {
  readonly problem:
    | 'server/usage'
    | 'server/port-in-use'
    | 'server/data-unwritable'
    | 'server/data-damaged'
    | 'server/data-in-use'
    | 'server/database-unreachable'
    | 'server/database-newer'
    | 'server/database-changed'
    | 'server/database-roles'
    | 'server/demo-password-missing'
    | 'server/tls'
    | 'server/unprotected'
    | 'server/not-set-up'
    | 'server/unexpected'
  readonly message: string
}

export type Started<Value> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & StartProblem)

export const problem = (kind: StartProblem['problem'], message: string) =>
  ({ ok: false, problem: kind, message }) as const
