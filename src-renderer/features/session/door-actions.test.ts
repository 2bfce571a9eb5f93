import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import type { MainClient } from '../../connection/clients.ts'
import { signIn, unlock } from './door-actions.ts'
import { refusedBy } from './door-outcome.ts'

/** A line to main that keeps what it is asked, and answers with what it is given. */
function door(answer: () => Promise<unknown> = () => Promise.resolve()) {
  const asked: unknown[] = []
  const ask = (input: unknown) => {
    asked.push(input)
    return answer()
  }
  return { main: { session: { signIn: ask, unlock: ask } } as unknown as MainClient, asked }
}

const refusing = (code: string) => () => Promise.reject(new ORPCError(code, { defined: true }))

describe('signing in', () => {
  it('hands over what was typed, the e-mail without its spaces and the password with them', async () => {
    const { main, asked } = door()
    expect(await signIn(main, { email: ' amara@meridian.example ', password: ' spaced ' })).toEqual({ is: 'in' })
    expect(asked).toEqual([{ email: 'amara@meridian.example', password: ' spaced ' }])
  })

  it('hands over a code as the server knows it', async () => {
    const { main, asked } = door()
    await signIn(main, { email: 'amara@meridian.example', password: 'p', code: ' 123 456' })
    expect(asked).toEqual([{ email: 'amara@meridian.example', password: 'p', code: '123456' }])
  })

  it('asks nobody with less than all of it', async () => {
    const { main, asked } = door()
    expect(await signIn(main, { email: ' ', password: 'p' })).toEqual(refusedBy('incomplete'))
    expect(await signIn(main, { email: 'amara@meridian.example', password: '' })).toEqual(refusedBy('incomplete'))
    expect(await unlock(main, { password: '' })).toEqual(refusedBy('incomplete'))
    expect(await unlock(main, { password: 'p', code: '12' })).toEqual(refusedBy('incomplete-code'))
    expect(asked).toEqual([])
  })

  it('tells a refusal from a line that broke', async () => {
    const credentials = { email: 'amara@meridian.example', password: 'p' }
    expect(await signIn(door(refusing('WIPED')).main, credentials)).toEqual(refusedBy('wiped'))
    expect(await unlock(door(refusing('SECOND_FACTOR_NEEDED')).main, credentials)).toEqual({ is: 'code-needed' })
    const broken = door(() => Promise.reject(new Error('the line is down')))
    expect(await signIn(broken.main, credentials)).toEqual(refusedBy('workstation-unreachable'))
  })
})
