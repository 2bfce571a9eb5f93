import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { type Guard, needsServer } from '../vault/guard.ts'
import type { Seat } from './seat.ts'

export type LockReason = Extract<SessionState, { state: 'locked' }>['reason']

/** As its desk's worker, database and Chromium session are called. */
export const replicaNameOf = (replicaId: string): string => `replica-${replicaId}`

/** What windows are told of a seat. Of a locked one only whose it is. */
export function describeSeat({ replicaId, who, dataKey }: Seat, guard: Guard | null, reason: LockReason): SessionState {
  const { agent, organisation, policy, hasSecondFactor, mustChangePassword } = who
  const keptUntilAt = guard?.keptUntilAt ?? 0
  if (dataKey) {
    return {
      state: 'signed-in',
      replicaName: replicaNameOf(replicaId),
      agent,
      organisation,
      keptUntilAt,
      hasSecondFactor,
      needsSecondFactor: policy.needsSecondFactor && !hasSecondFactor,
      mustChangePassword,
    }
  }
  return {
    state: 'locked',
    replicaName: replicaNameOf(replicaId),
    agent,
    organisation,
    reason,
    nextTryAt: guard?.nextTryAt ?? 0,
    needsServer: guard === null || needsServer(guard),
    keptUntilAt,
  }
}
