import { safe } from '@orpc/client'
import type { SecondFactorBegun } from './second-factor-begun.ts'
import type { MainClient } from '../../connection/clients.ts'
import type { SessionList } from '#shared/sync/auth-protocol.ts'
import { isCode, normalCode } from '../../parts/normal-code.ts'
import { type AccountProblem, accountProblem } from './account-problem.ts'

/** What was asked for, or why not. */
export type Answered<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: AccountProblem }

const refused = (problem: AccountProblem) => ({ ok: false, problem }) as const

type Sessions = SessionList['sessions']

export async function listSessions(main: MainClient): Promise<Answered<Sessions>> {
  const { data, error, isDefined } = await safe(main.account.sessions())
  if (!error) return { ok: true, value: data.sessions }
  return refused(isDefined ? accountProblem(error.code) : 'workstation-unreachable')
}

/** Null: ended. */
export async function endSession(main: MainClient, sessionId: string): Promise<AccountProblem | null> {
  const { error, isDefined } = await safe(main.account.endSession({ sessionId }))
  if (!error) return null
  return isDefined ? accountProblem(error.code) : 'workstation-unreachable'
}

/** Null: changed. */
export async function changePassword(
  main: MainClient,
  password: string,
  newPassword: string,
): Promise<AccountProblem | null> {
  if (password === '' || newPassword === '') return 'incomplete'
  if (password === newPassword) return 'same-password'
  const { error, isDefined } = await safe(main.account.changePassword({ password, newPassword }))
  if (!error) return null
  return isDefined ? accountProblem(error.code) : 'workstation-unreachable'
}

export async function beginSecondFactor(main: MainClient, password: string): Promise<Answered<SecondFactorBegun>> {
  if (password === '') return refused('incomplete')
  const { data, error, isDefined } = await safe(main.account.beginSecondFactor({ password }))
  if (!error) return { ok: true, value: data }
  return refused(isDefined ? accountProblem(error.code) : 'workstation-unreachable')
}

/** Answers with the recovery codes, which are told this once. */
export async function confirmSecondFactor(main: MainClient, typed: string): Promise<Answered<readonly string[]>> {
  const code = normalCode(typed)
  if (!isCode(code)) return refused('incomplete-code')
  const { data, error, isDefined } = await safe(main.account.confirmSecondFactor({ code }))
  if (!error) return { ok: true, value: data.recoveryCodes }
  return refused(isDefined ? accountProblem(error.code) : 'workstation-unreachable')
}

/** Answers with the recovery codes that count from now on; they are told this once. */
export async function renewRecoveryCodes(
  main: MainClient,
  password: string,
  typed: string,
): Promise<Answered<readonly string[]>> {
  if (password === '') return refused('incomplete')
  const code = normalCode(typed)
  if (!isCode(code)) return refused('incomplete-code')
  const { data, error, isDefined } = await safe(main.account.renewRecoveryCodes({ password, code }))
  if (!error) return { ok: true, value: data.recoveryCodes }
  return refused(isDefined ? accountProblem(error.code) : 'workstation-unreachable')
}

/** Null: removed. */
export async function removeSecondFactor(
  main: MainClient,
  password: string,
  typed: string,
): Promise<AccountProblem | null> {
  if (password === '') return 'incomplete'
  const code = normalCode(typed)
  if (!isCode(code)) return 'incomplete-code'
  const { error, isDefined } = await safe(main.account.removeSecondFactor({ password, code }))
  if (!error) return null
  return isDefined ? accountProblem(error.code) : 'workstation-unreachable'
}
