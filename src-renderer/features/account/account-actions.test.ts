import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'
import type { MainClient } from '../../connection/clients.ts'
import {
  changePassword,
  confirmSecondFactor,
  listSessions,
  removeSecondFactor,
  renewRecoveryCodes,
} from './account-actions.ts'

const mainThat = (answer: (input: unknown) => Promise<unknown>) =>
  ({
    account: {
      sessions: answer,
      changePassword: answer,
      confirmSecondFactor: answer,
      removeSecondFactor: answer,
      renewRecoveryCodes: answer,
    },
  }) as unknown as MainClient
const refusing = (code: string) => mainThat(() => Promise.reject(new ORPCError(code, { defined: true })))
const unasked = mainThat(() => Promise.reject(new Error('asked')))

it.each([
  ['SIGNED_OUT', 'signed-out'],
  ['SERVER_UNREACHABLE', 'server-unreachable'],
  ['TOO_MANY_TRIES', 'too-many-tries'],
  ['WRONG_PASSWORD', 'wrong-password'],
  ['WRONG_CODE', 'wrong-code'],
  ['REQUIRED', 'required'],
])('%s is told as %s', async (code, problem) => {
  expect(await removeSecondFactor(refusing(code), 'password', '123456')).toBe(problem)
})

it('asks the server only with all that it wants', async () => {
  expect(await changePassword(unasked, '', 'new')).toBe('incomplete')
  expect(await changePassword(unasked, 'same', 'same')).toBe('same-password')
  expect(await confirmSecondFactor(unasked, '12 34')).toEqual({ ok: false, problem: 'incomplete-code' })
  expect(await removeSecondFactor(unasked, 'password', '')).toBe('incomplete-code')
  expect(await renewRecoveryCodes(unasked, '', '123456')).toEqual({ ok: false, problem: 'incomplete' })
  expect(await renewRecoveryCodes(unasked, 'password', '12 34')).toEqual({ ok: false, problem: 'incomplete-code' })
})

it('leaves to the server what a weak password is', async () => {
  expect(await changePassword(refusing('WEAK_PASSWORD'), 'present', 'x')).toBe('weak-password')
})

it('tells a line that broke from a refusal', async () => {
  expect(await listSessions(mainThat(() => Promise.reject(new Error('down'))))).toEqual({
    ok: false,
    problem: 'workstation-unreachable',
  })
})
