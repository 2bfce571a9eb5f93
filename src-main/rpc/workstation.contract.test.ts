import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { osPreferenceDefaults } from '#shared/rpc/os-preference-defaults.ts'
import { goodPassword, startSyncServer } from '../testing/sync-server.ts'
import { replicaEvents as events, take } from '../testing/streams.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { transports } from '../testing/transports.ts'

const mei = { email: 'mei@example.com', password: goodPassword }

const reply = (text: string) => ({
  type: 'message.send',
  args: { messageId: randomUUID(), conversationId: 'c-1', text, language: 'en' },
  basedOn: { lastNumber: 3 },
})

async function failure(call: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ORPCError)) throw new Error(`expected a typed failure, got ${String(error)}`)
  return { code: error.code, data: error.data }
}

describe.each(transports)('the workstation over $name', (transport) => {
  it('tells what host this is and how the key is kept', async () => {
    const at = await startTestWorkstation()
    const { client } = await transport.window(at)
    expect(await client.host.info()).toEqual({
      version: '1.2.3',
      host: 'browser',
      serverUrl: 'http://127.0.0.1:9',
      keyStore: 'key-file',
    })
  })

  it('signs in and out, and every window follows', async () => {
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url })
    const { client } = await transport.window(at)
    const other = await (await transport.window(at)).client.session.watch()
    expect((await other.next()).value).toEqual({ state: 'signed-out', problem: null })
    expect(await client.session.signIn(mei)).toEqual({ agentId: 'agent-1' })
    expect(await take(other, ({ state }) => state === 'signed-in')).toMatchObject({
      replicaName: 'replica-replica-1',
      agent: { name: 'Mei Tan' },
      organisation: { name: 'Northwind' },
    })
    await client.session.signOut({ evenUnsent: false })
    expect(await take(other, ({ state }) => state === 'signed-out')).toMatchObject({ problem: null })
  })

  it('says why a sign-in failed', async () => {
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url })
    const { client } = await transport.window(at)
    expect(await failure(client.session.signIn({ ...mei, password: 'wrong' }))).toMatchObject({
      code: 'WRONG_PASSWORD',
    })
    expect(await failure(client.session.signIn({ ...mei, password: 'too often' }))).toMatchObject({
      code: 'TOO_MANY_TRIES',
    })
    await server.stop()
    expect(await failure(client.session.signIn(mei))).toMatchObject({ code: 'SERVER_UNREACHABLE' })
    expect(await failure(client.session.signIn({ email: '', password: '' }))).toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('saves a command, tells the worker of it, and sends it to the server', async () => {
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client } = await transport.window(at)
    const worker = events(await (await transport.worker(at)).client.replica.attach({ checkpoint: null, cursor: 0 }))
    const identity = await worker.next('identity')
    expect(identity).toMatchObject({ agentId: 'agent-1', replicaId: 'replica-1', brandIds: ['brand-1'] })
    expect(Buffer.from(identity.dataKey, 'base64')).toHaveLength(32)
    expect(await worker.next('pending')).toMatchObject({ commands: [] })
    expect(await worker.next('head')).toMatchObject({ epoch: 'epoch-1', seq: 7 })

    const sent = reply('Your parcel is on its way.')
    const { commandId, deviceSeq } = await client.commands.submit(sent)
    expect(deviceSeq).toBe(1)
    const { commands } = await worker.next('pending')
    expect(commands).toMatchObject([{ id: commandId, deviceSeq, logId: identity.logId, version: 1, ...sent }])
    expect(await worker.next('uplinked')).toMatchObject({ uplinkedTo: 1 })
    const sync = await client.sync.watch()
    expect(await take(sync, ({ state }) => state === 'online')).toMatchObject({ waiting: 0 })
    expect(server.decided).toMatchObject([{ id: commandId, args: sent.args }])
  })

  it('refuses what is no command, and saves nothing of it', async () => {
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client } = await transport.window(at)
    const submit = async (type: string, args: Record<string, unknown>) =>
      failure(client.commands.submit({ type, args, basedOn: {} }))
    expect(await submit('no.such', {})).toEqual({ code: 'INVALID', data: { kind: 'command/unknown' } })
    expect(await submit('message.send', { text: 'x' })).toEqual({ code: 'INVALID', data: { kind: 'command/invalid' } })
    expect(
      await submit('delivery.record', { messageIds: [randomUUID()], conversationId: 'c-1', state: 'read' }),
    ).toMatchObject({ code: 'INVALID' })
    expect(await client.commands.submit(reply('a real one'))).toMatchObject({ deviceSeq: 1 })
  })

  it('refuses commands while nobody is signed in', async () => {
    const at = await startTestWorkstation()
    const { client } = await transport.window(at)
    expect(await failure(client.commands.submit(reply('to nobody')))).toMatchObject({ code: 'SIGNED_OUT' })
  })

  it('keeps what was not sent through a sign-out by the server, and sends it after the next sign-in', async () => {
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client } = await transport.window(at)
    const sync = await client.sync.watch()
    await take(sync, ({ state }) => state === 'online')
    server.onBatch(() => 'silence')
    const { commandId } = await client.commands.submit(reply('unsent'))
    server.revokeToken()
    server.send({ frame: 'goodbye', reason: 'signed-out' })
    const session = await client.session.watch()
    expect(await take(session, ({ state }) => state === 'signed-out')).toEqual({
      state: 'signed-out',
      problem: 'session/ended-by-server',
    })
    await take(sync, ({ state }) => state === 'signed-out')
    server.onBatch((commands) =>
      commands.map(({ deviceSeq, id }) => {
        expect(id).toBe(commandId)
        return { outcome: 'applied', deviceSeq, commandId: id }
      }),
    )
    await client.session.signIn(mei)
    expect(await take(sync, ({ state }) => state === 'online')).toMatchObject({ waiting: 0 })
  })

  it('says "not saved" when the log cannot be opened, and saves again once it can', async () => {
    const server = await startSyncServer()
    const first = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true, logsOf: first })
    const { client } = await transport.window(at)
    expect(await failure(client.commands.submit(reply('x')))).toEqual({
      code: 'NOT_SAVED',
      data: { problem: 'log/in-use' },
    })
    await first.stop()
    expect(await client.commands.submit(reply('x'))).toMatchObject({ deviceSeq: 1 })
  })

  it('goes on under a new log when the server takes it for another computer, without losing the worker or the command', async () => {
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client } = await transport.window(at)
    const worker = events(await (await transport.worker(at)).client.replica.attach({ checkpoint: null, cursor: 0 }))
    const { logId } = await worker.next('identity')
    await worker.next('pending')
    await worker.next('head')
    server.onBatch((commands) =>
      commands.map(({ deviceSeq, id: commandId, logId: sentAs }) => ({
        outcome: sentAs === logId ? 'forked' : 'applied',
        deviceSeq,
        commandId,
      })),
    )
    const { commandId } = await client.commands.submit(reply('from the copy'))
    await worker.next('pending')
    await worker.next('uplinked')
    const again = await worker.next('identity')
    expect(again.logId).not.toBe(logId)
    expect(await worker.next('pending')).toMatchObject({
      commands: [{ id: commandId, logId: again.logId, deviceSeq: 1 }],
    })
    const sync = await client.sync.watch()
    expect(await take(sync, ({ state }) => state === 'online')).toMatchObject({ waiting: 0 })
  })

  it.each(['when it attaches', 'when it has taken a page'] as const)(
    '[L9] goes on under a new log when the worker, %s, knows more decided in it than it holds',
    async (when) => {
      const server = await startSyncServer()
      const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
      const first = (await transport.worker(at)).client.replica
      const { logId } = await events(await first.attach({ checkpoint: null, cursor: 0 })).next('identity')
      const known = { checkpoint: { epoch: 'epoch-1', seq: 9 }, cursor: 2, logId }
      const { replica } = (await transport.worker(at)).client
      const stream = await replica.attach(when === 'when it attaches' ? known : { ...known, cursor: 0 })
      if (when === 'when it has taken a page') {
        await take(stream, ({ event }) => event === 'head')
        await replica.durable({ ...known, rows: 12 })
      }
      await take(stream, (event) => event.event === 'identity' && event.logId !== logId)
      expect(at.logged).toContainEqual({ event: 'log-forked' })
    },
  )

  it('asks for a new sign-in when not even a new log is taken, and throws nothing away', async () => {
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client } = await transport.window(at)
    server.onBatch((commands) =>
      commands.map(({ deviceSeq, id: commandId }) => ({ outcome: 'forked', deviceSeq, commandId })),
    )
    await client.commands.submit(reply('from the copy'))
    const session = await client.session.watch()
    expect(await take(session, ({ state }) => state === 'signed-out')).toMatchObject({ problem: 'session/forked' })
    const kept = (await readdir(path.join(at.dataDir, 'replica-1'))).filter((name) => name.startsWith('commands.'))
    expect(kept).toContain('commands.log')
    expect(kept.filter((name) => name.endsWith('.kept'))).toHaveLength(1)
  })

  it('shows changed preferences in every window and remembers them', async () => {
    const at = await startTestWorkstation()
    const { client } = await transport.window(at)
    const other = await (await transport.window(at)).client.preferences.watch()
    expect((await other.next()).value).toEqual({
      theme: 'system',
      language: 'system',
      density: 'comfortable',
      enterSends: false,
      undoSendSeconds: 10,
      viewsCollapsed: false,
      contextCollapsed: false,
      ...osPreferenceDefaults,
    })
    await client.preferences.set({ theme: 'dark', language: 'ar' })
    expect(await take(other, ({ theme }) => theme === 'dark')).toMatchObject({ language: 'ar', density: 'comfortable' })
    await at.stop()
    const again = await startTestWorkstation({ dataDir: at.dataDir })
    const stream = await (await transport.window(again)).client.preferences.watch()
    expect((await stream.next()).value).toMatchObject({ theme: 'dark', language: 'ar' })
  })

  it('names the path of another window', async () => {
    const at = await startTestWorkstation()
    const { client } = await transport.window(at)
    expect(await client.windows.open({ place: { kind: 'conversation', conversationId: 'c-9' } })).toEqual({
      page: { path: '/?conversation=c-9', target: 'farline-conversation-c-9', size: { width: 720, height: 800 } },
    })
    expect(await client.windows.open({ place: { kind: 'main' } })).toEqual({
      page: { path: '/', target: '_blank', size: null },
    })
  })

  it('gives the line to the worker that came last, and ends it for the one before', async () => {
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const first = await (await transport.worker(at)).client.replica.attach({ checkpoint: null, cursor: 0 })
    expect((await first.next()).value).toMatchObject({ event: 'identity' })
    const second = await (await transport.worker(at)).client.replica.attach({ checkpoint: null, cursor: 0 })
    expect((await second.next()).value).toMatchObject({ event: 'identity' })
    for (;;) if ((await first.next()).done) break
  })

  it('tells a worker that comes later what it does not know yet, and hands pages on', async () => {
    const server = await startSyncServer()
    const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const { client } = await transport.window(at)
    const sync = await client.sync.watch()
    for (const text of ['one', 'two', 'three']) await client.commands.submit(reply(text))
    await take(sync, ({ state }) => state === 'online')
    const line = await transport.worker(at)
    const worker = events(await line.client.replica.attach({ checkpoint: { epoch: 'epoch-1', seq: 7 }, cursor: 1 }))
    await worker.next('identity')
    const { commands, uplinkedTo } = await worker.next('pending')
    expect([commands.map(({ deviceSeq }) => deviceSeq), uplinkedTo]).toEqual([[2, 3], 3])
    await worker.next('head')
    const page = { epoch: 'epoch-1', from: 7, to: 9, entries: [] }
    server.send({ frame: 'page', page })
    expect(await worker.next('page')).toEqual({ event: 'page', page })
    await line.client.replica.durable({ checkpoint: { epoch: 'epoch-1', seq: 9 }, cursor: 3, logId: 'log-1', rows: 12 })
    await line.client.replica.report({ problem: 'replica/page-repeated', detail: 'seq 9' })
    expect(at.logged).toContainEqual({ event: 'replica-report', problem: 'replica/page-repeated', detail: 'seq 9' })

    line.cut()
    const next = events(
      await (await transport.worker(at)).client.replica.attach({ checkpoint: { epoch: 'epoch-1', seq: 9 }, cursor: 3 }),
    )
    await next.next('identity')
    expect(await next.next('pending')).toMatchObject({ commands: [] })
    expect(await next.next('head')).toMatchObject({ seq: 9 })
  })

  it('stops following for a window that is gone', async () => {
    const at = await startTestWorkstation()
    const line = await transport.window(at)
    const stream = await line.client.preferences.watch()
    await stream.next()
    line.cut()
    await expect(stream.next()).rejects.toThrow(/abort|close/i)
  })
})
