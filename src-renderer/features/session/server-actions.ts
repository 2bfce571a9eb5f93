import { safe } from '@orpc/client'
import type { ServerFound } from '#shared/rpc/workstation-contract.ts'
import type { MainClient } from '../../connection/clients.ts'

export type ServerProblem =
  | 'incomplete'
  | 'bad-address'
  | 'unreachable'
  | 'not-farline'
  | 'not-encrypted'
  | 'changed'
  | 'unconfirmed'
  | 'workstation-unreachable'

export type Probed = { readonly ok: true; readonly found: ServerFound } | { readonly ok: false; problem: ServerProblem }

const problems = {
  BAD_ADDRESS: 'bad-address',
  UNREACHABLE: 'unreachable',
  NOT_FARLINE: 'not-farline',
  NOT_ENCRYPTED: 'not-encrypted',
  CHANGED: 'changed',
} as const satisfies Record<string, ServerProblem>

export async function probeServer(main: MainClient, typed: string): Promise<Probed> {
  const address = typed.trim()
  if (address === '') return { ok: false, problem: 'incomplete' }
  if (address.length > 300) return { ok: false, problem: 'bad-address' }
  const { data: found, error, isDefined } = await safe(main.server.probe({ address }))
  if (!error) return { ok: true, found }
  return { ok: false, problem: isDefined ? problems[error.code] : 'workstation-unreachable' }
}

/** Null: this workstation works with that server from now on. */
export async function chooseServer(
  main: MainClient,
  { url, fingerprint }: Pick<ServerFound, 'url' | 'fingerprint'>,
): Promise<ServerProblem | null> {
  const { error, isDefined } = await safe(main.server.choose({ url, fingerprint }))
  if (!error) return null
  return isDefined ? problems[error.code] : 'workstation-unreachable'
}
