import { safe } from '@orpc/client'
import type { MainClient } from '../../connection/clients.ts'

export type SignInProblem =
  | 'incomplete'
  | 'wrong-password'
  | 'too-many-tries'
  | 'server-unreachable'
  | 'workstation-unreachable'

const problems = {
  WRONG_PASSWORD: 'wrong-password',
  TOO_MANY_TRIES: 'too-many-tries',
  SERVER_UNREACHABLE: 'server-unreachable',
} as const satisfies Record<string, SignInProblem>

/** Null: signed in; the session says so to every window. */
export async function signIn(main: MainClient, email: string, password: string): Promise<SignInProblem | null> {
  const trimmed = email.trim()
  if (trimmed.length < 3 || password === '') return 'incomplete'
  const { error, isDefined } = await safe(main.session.signIn({ email: trimmed, password }))
  if (!error) return null
  return isDefined ? problems[error.code] : 'workstation-unreachable'
}
