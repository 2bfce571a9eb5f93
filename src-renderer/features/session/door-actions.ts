import { safe } from '@orpc/client'
import type { MainClient } from '../../connection/clients.ts'
import { isCode, normalCode } from '../../parts/normal-code.ts'
import { afterPainting } from '../../ui/after-painting.ts'
import { type DoorOutcome, outcomeOf, refusedBy } from './door-outcome.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
  /** As typed; undefined as long as none was asked for. */
  readonly code?: string
}

/** Makes the answer come sooner, once the letter is seen; whoever cannot be told misses nothing. */
export const tellTyping = (main: MainClient) => void afterPainting(() => void main.door.typing().catch(() => undefined))

export async function signIn(main: MainClient, { email, password, code }: Credentials): Promise<DoorOutcome> {
  const trimmed = email.trim()
  if (trimmed.length < 3 || password === '') return refusedBy('incomplete')
  const given = codeOf(code)
  if (given === null) return refusedBy('incomplete-code')
  const { error, isDefined } = await safe(main.session.signIn({ email: trimmed, password, ...given }))
  if (!error) return { is: 'in' }
  return isDefined ? outcomeOf(error) : refusedBy('workstation-unreachable')
}

export async function unlock(main: MainClient, { password, code }: Omit<Credentials, 'email'>): Promise<DoorOutcome> {
  if (password === '') return refusedBy('incomplete')
  const given = codeOf(code)
  if (given === null) return refusedBy('incomplete-code')
  const { error, isDefined } = await safe(main.session.unlock({ password, ...given }))
  if (!error) return { is: 'in' }
  return isDefined ? outcomeOf(error) : refusedBy('workstation-unreachable')
}

function codeOf(typed: string | undefined): { code?: string } | null {
  if (typed === undefined) return {}
  const code = normalCode(typed)
  return isCode(code) ? { code } : null
}
