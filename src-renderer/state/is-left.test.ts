import { expect, it } from 'vitest'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { isLeft } from './is-left.ts'

const agent = {
  id: 'amara',
  name: 'Amara',
  email: 'amara@meridian.example',
  role: 'agent' as const,
  brandIds: [],
  rights: [],
}
const organisation = { id: 'meridian', name: 'Meridian' }
const amara: SessionState = {
  state: 'signed-in',
  replicaName: 'farline-amara',
  agent,
  organisation,
  keptUntilAt: 0,
  hasSecondFactor: false,
  needsSecondFactor: false,
  mustChangePassword: false,
}
const signedOut: SessionState = { state: 'signed-out', problem: null }
const locked: SessionState = {
  state: 'locked',
  replicaName: 'replica-r1',
  agent,
  organisation,
  reason: 'idle',
  nextTryAt: 0,
  needsServer: false,
  keptUntilAt: 0,
}

it.each([
  ['locked', locked],
  ['signed out', signedOut],
  ['without a server', { state: 'no-server' } as const],
  ['another agent’s', { ...amara, replicaName: 'farline-wei' }],
])('a desk that is %s now has been left', (_, after) => {
  expect(isLeft(amara, after)).toBe(true)
})

it('a desk that goes on, or begins, has not', () => {
  expect(isLeft(amara, { ...amara, hasSecondFactor: true })).toBe(false)
  expect(isLeft(locked, amara)).toBe(false)
  expect(isLeft(locked, signedOut)).toBe(false)
  expect(isLeft(null, locked)).toBe(false)
})
