import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { builtInRoles } from '#shared/domain/directory/rights.ts'
import { openSocket } from '../testing/socket-client.ts'
import { org } from '../testing/workplace.ts'
import { type UplinkConnection, createUplinkConnection } from './uplink-connection.ts'

const session = {
  role: 'agent' as const,
  sessionId: 'session',
  installationId: 'installation',
  agentId: 'ana',
  organisationId: org,
  brandIds: ['brand-a'],
  rights: builtInRoles.agent,
  replicaId: 'desk',
}
const megabyte = 'x'.repeat(1024 * 1024)

describe('a desk’s line', () => {
  const servers: WebSocketServer[] = []
  afterEach(() => {
    for (const server of servers) server.close()
  })

  /** Both ends of a line that has said hello. */
  async function openLine() {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
    servers.push(server)
    await once(server, 'listening')
    const line = openSocket(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const [accepted] = (await once(server, 'connection')) as [WebSocket]
    const feed = { epoch: 'epoch', head: 0 }
    const greeted = new Promise<UplinkConnection>((resolve) => {
      createUplinkConnection(
        accepted,
        session,
        {
          feed,
          applyCommand: {
            device: () => Promise.reject(new Error('unused')),
            direct: () => Promise.reject(new Error('unused')),
          },
          renewSession: () => Promise.resolve(session),
          decidedUpTo: () => Promise.resolve(7),
          onFailure: (error) => {
            throw error
          },
        },
        resolve,
      )
    })
    const desk = await line
    desk.send({ frame: 'hello', protocol: 1, replicaId: 'desk', logId: 'log' })
    expect(await desk.next('welcome')).toEqual({ frame: 'welcome', epoch: 'epoch', head: 0, deviceSeq: 7 })
    const connection = await greeted
    const push = (text: string, brandId = 'brand-a') => {
      const from = feed.head++
      const item = {
        organisationId: org,
        brandId,
        replicaId: null,
        collection: 'conversation' as const,
        seq: feed.head,
        text: JSON.stringify({ seq: feed.head, text }),
      }
      connection.push({ epoch: 'epoch', from, to: feed.head, items: [item] })
    }
    return { accepted, desk, connection, push }
  }

  it('that is read slower than it is written to is told to catch up instead of being buffered for without end, and then gets pages again', async () => {
    const { accepted, desk, push } = await openLine()
    desk.socket.pause()
    for (let count = 0; count < 60; count++) push(megabyte)
    expect(accepted.bufferedAmount).toBeLessThan(10 * 1024 * 1024)
    desk.socket.resume()
    expect(await desk.next('welcome')).toEqual({ frame: 'welcome', epoch: 'epoch', head: 60, deviceSeq: 7 })
    push('small')
    for (let from = -1; from !== 60; ) {
      const { page } = (await desk.next('page')) as { page: { from: number; to: number } }
      from = page.from
    }
    await desk.close()
  })

  it('brings only what its session lets it see, and stays while that is the same', async () => {
    const { desk, connection, push } = await openLine()
    push('hidden', 'brand-b')
    connection.renew({ ...session, rights: session.rights.toReversed() })
    push('seen')
    const { page } = (await desk.next('page')) as { page: { entries: { text: string }[] } }
    expect(page.entries.map(({ text }) => text)).toEqual(['seen'])
    connection.renew(undefined)
    expect(await desk.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    expect(await desk.closed).toBe(4000)
  })

  it.each([
    ['brands', { brandIds: ['brand-a', 'brand-b'] }],
    ['rights', { rights: builtInRoles.lead }],
  ] as const)('says goodbye once its agent’s %s have changed, and brings nothing after that', async (_, changed) => {
    const { desk, connection, push } = await openLine()
    connection.renew({ ...session, ...changed })
    push('too late')
    expect(await desk.next('goodbye')).toMatchObject({ reason: 'signed-out' })
    expect(await desk.closed).toBe(4000)
    await expect(desk.next('page')).rejects.toThrow('closed before a page')
  })
})
