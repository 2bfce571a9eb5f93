import type { SessionState } from '#shared/rpc/workstation-contract.ts'

/**
 * Whether the desk that this window shows is open no more: locked, signed out, or another one (what lies between two states
 * need not be told).
 */
export function isLeft(before: SessionState | null, after: SessionState): boolean {
  if (before?.state !== 'signed-in') return false
  return after.state !== 'signed-in' || after.replicaName !== before.replicaName
}
