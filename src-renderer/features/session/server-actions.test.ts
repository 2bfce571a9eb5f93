import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'
import type { MainClient } from '../../connection/clients.ts'
import { chooseServer, probeServer } from './server-actions.ts'

const mainThat = (answer: (input: unknown) => Promise<unknown>) =>
  ({ server: { probe: answer, choose: answer } }) as unknown as MainClient
const refusing = (code: string) => mainThat(() => Promise.reject(new ORPCError(code, { defined: true })))

it('asks who answers at what was typed, without the spaces around it', async () => {
  const asked: unknown[] = []
  await probeServer(
    mainThat((input) => {
      asked.push(input)
      return Promise.resolve({})
    }),
    ' farline.example.com ',
  )
  expect(asked).toEqual([{ address: 'farline.example.com' }])
})

it('asks nobody about nothing, nor about what no address is as long as', async () => {
  const main = mainThat(() => Promise.reject(new Error('asked')))
  expect(await probeServer(main, ' ')).toEqual({ ok: false, problem: 'incomplete' })
  expect(await probeServer(main, 'x'.repeat(301))).toEqual({ ok: false, problem: 'bad-address' })
})

it.each([
  ['BAD_ADDRESS', 'bad-address'],
  ['UNREACHABLE', 'unreachable'],
  ['NOT_FARLINE', 'not-farline'],
  ['NOT_ENCRYPTED', 'not-encrypted'],
])('%s is told as %s', async (code, problem) => {
  expect(await probeServer(refusing(code), 'farline')).toEqual({ ok: false, problem })
})

it('tells a certificate that changed from a server and a line that are gone', async () => {
  const found = { url: 'https://farline.example.com', fingerprint: '' }
  expect(await chooseServer(refusing('CHANGED'), found)).toBe('changed')
  expect(await chooseServer(refusing('UNREACHABLE'), found)).toBe('unreachable')
  expect(
    await chooseServer(
      mainThat(() => Promise.reject(new Error('down'))),
      found,
    ),
  ).toBe('workstation-unreachable')
  expect(
    await chooseServer(
      mainThat(() => Promise.resolve()),
      found,
    ),
  ).toBeNull()
})
