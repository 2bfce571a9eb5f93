import { expect, it } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createTokens } from './tokens.ts'

const renewed = { accessToken: 'access-2', accessLastsMs: 600_000, refreshToken: 'refresh-2' }

/** Tokens of which the second refresh is being written down until the test lets it be done. */
function atTheDisk() {
  const written: string[] = []
  const { promise: disk, resolve: write } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const tokens = createTokens({
    door: { refresh: async () => ({ ok: true, reply: renewed }) } as never,
    clock: createManualTime().clock,
    identity: {} as never,
    refreshToken: 'refresh-1',
    async keep({ refreshToken }) {
      begin()
      await disk
      written.push(refreshToken)
    },
    onNotKept: () => undefined,
    onEnded: () => undefined,
  })
  return { tokens, written, write, begun }
}

it('are forgotten when what was being written is on the disk, so that whoever removes it there removes all', async () => {
  const { tokens, written, write, begun } = atTheDisk()
  const asked = tokens.access()
  await begun
  let isForgotten = false
  const forgotten = tokens.forget().then(() => (isForgotten = true))
  await Promise.resolve()
  expect(isForgotten).toBe(false)
  write()
  await forgotten
  expect(written).toEqual(['refresh-2'])
  expect(await asked).toEqual({ ok: false, problem: 'ended' })
  expect(tokens.atHand()).toBeNull()
})

it('write nothing once they are forgotten', async () => {
  const { tokens, written, write } = atTheDisk()
  write()
  await tokens.forget()
  expect(await tokens.renew()).toEqual({ ok: false, problem: 'ended' })
  expect(written).toEqual([])
})

it('are settled when they are written, and go on', async () => {
  const { tokens, written, write, begun } = atTheDisk()
  const asked = tokens.access()
  await begun
  write()
  await tokens.settled()
  expect(written).toEqual(['refresh-2'])
  expect(await asked).toEqual({ ok: true, token: 'access-2' })
})
