import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { CommandType } from '#shared/domain/commands.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { Engine, TestDatabase } from './engines.ts'
import type { SocketClient } from './socket-client.ts'
import { type TestServer, startTestServer } from './test-server.ts'
import { envelope, fillWorkplace, giveCredentials, rowsOf } from './workplace.ts'

/** A server with Ana at her desk, and what she and a customer do there. Only to be looked at while a test runs. */
export function chatSuite(start: () => Promise<Engine>) {
  let engine: Engine
  let test: TestDatabase
  let server: TestServer
  let desk: SocketClient
  let dataDirectory: string
  let replicaId: string
  let accessToken: string
  let deviceSeq: number
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    await fillWorkplace(test.database)
    await giveCredentials(test.database, 'ana', 'lea')
    dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'farline-chat-'))
    server = await startTestServer(test.database, { dataDirectory })
    const signedIn = await server.signIn('ana')
    ;({ replicaId, accessToken } = signedIn)
    deviceSeq = 0
    desk = (await server.desk(signedIn)).line
  })
  afterEach(async () => {
    await server.stop()
    await test.close()
    await rm(dataDirectory, { recursive: true, force: true })
  })

  async function asAgent(
    type: CommandType,
    args: Record<string, unknown>,
    basedOn: Envelope['basedOn'] = {},
  ): Promise<unknown> {
    deviceSeq += 1
    const command = envelope('ana', deviceSeq, type, args as never, {
      replicaId,
      logId: 'log-1',
      id: `command-${deviceSeq}`,
      basedOn,
    })
    desk.send({ frame: 'commands', commands: [command] })
    return desk.next('outcomes')
  }

  return {
    get test() {
      return test
    },
    get server() {
      return server
    },
    get desk() {
      return desk
    },
    /** Ana's. */
    get accessToken() {
      return accessToken
    },
    asAgent,
    answer: (conversationId: string, messageId: string, text: string) =>
      asAgent('message.send', { messageId, conversationId, text, language: 'en' }),
    async say(line: SocketClient, messageId: string, text: string) {
      line.send({ frame: 'send', messageId, text })
      return line.next('receipt')
    },
    /** The one that there is, once a customer has written. */
    onlyConversationId: async () => String((await rowsOf(test.database, 'timeline'))[0]?.conversationId),
    /** What the desk is told about a message, until it is in this state. */
    async deliveryOf(messageId: string, state: string): Promise<void> {
      for (;;) {
        const { page } = (await desk.next('page')) as {
          page: { entries: { row?: { id: string; deliveryState: string } }[] }
        }
        if (page.entries.some(({ row }) => row?.id === messageId && row.deliveryState === state)) return
      }
    },
    /** A pong comes after everything before it was dealt with. */
    async settled(line: SocketClient): Promise<void> {
      line.send({ frame: 'ping', n: 1 })
      await line.next('pong')
    },
  }
}

/** Of the n-th message that a customer writes. */
export const messageIdOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
