import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { memoryOnlyStore } from '../keys/key-store.ts'
import { reply } from '../testing/new-command.ts'
import { mei, signedIn } from '../testing/signed-in.ts'
import { goodPassword } from '../testing/sync-server.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { until } from '../testing/until.ts'

const ben = { id: 'agent-2', name: 'Ben', email: 'ben@example.com', role: 'agent' as const, brandIds: [], rights: [] }

describe('a locked desk', () => {
  it('forgets its key, ends the replica’s line, takes no command, and goes on sending', async () => {
    const { server, at, session } = await signedIn()
    await until(server.connections, (count) => count === 1)
    const key = session.seat.get()?.dataKey
    const gone = await at.workstation.syncProxy.get('/sync/snapshot', '', 'identity', new AbortController().signal)
    expect(gone.status).not.toBe(401)
    server.onBatch(() => 'silence')
    await at.submit(reply('before the lock'))
    await session.lock('idle')
    expect(session.state.get()).toMatchObject({ state: 'locked', reason: 'idle' })
    expect([...(key ?? [])].every((byte) => byte === 0)).toBe(true)
    const { status } = await at.workstation.syncProxy.get(
      '/sync/snapshot',
      '',
      'identity',
      new AbortController().signal,
    )
    expect(status).toBe(401)
    await expect(at.submit(reply('through the lock'))).rejects.toMatchObject({ code: 'SIGNED_OUT' })
    server.onBatch(undefined)
    server.dropConnection()
    await until(server.frameCount, () => server.decided.length === 1)
    await session.unlock(goodPassword)
    await at.submit(reply('after the lock'))
    await until(server.frameCount, () => server.decided.length === 2)
  })

  it('goes on sending after a restart, without anybody', async () => {
    const { server, at } = await signedIn()
    await until(server.connections, (count) => count === 1)
    server.onBatch(() => 'silence')
    await at.submit(reply('unsent'))
    await at.stop()
    server.onBatch(undefined)
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    await until(server.frameCount, () => server.decided.length === 1)
    expect(again.workstation.session.state.get().state).toBe('locked')
  })

  it('opens with a password that was changed on another computer, with the server’s word for it', async () => {
    const { server, session } = await signedIn()
    await session.lock('asked')
    server.door.password = 'changed elsewhere'
    expect(await session.unlock('changed elsewhere')).toMatchObject({ ok: true })
    await server.stop()
    await session.lock('asked')
    expect(await session.unlock(goodPassword)).toMatchObject({ problem: 'WRONG_PASSWORD' })
    expect(await session.unlock('changed elsewhere')).toMatchObject({ ok: true })
  })

  it('has its work sent although somebody else sits there now', async () => {
    const { server, at, session } = await signedIn()
    const isDecided = (text: string) => () => server.decided.some(({ args }) => args['text'] === text)
    await until(server.connections, (count) => count === 1)
    server.onBatch(() => 'silence')
    await at.submit(reply('left behind'))
    await session.lock('asked')
    server.door.reply = { replicaId: 'replica-2', agent: ben }
    server.onBatch(undefined)
    await session.signIn({ email: ben.email, password: goodPassword })
    server.door.reply = {}
    await until(server.frameCount, isDecided('left behind'))
    // And it is theirs again when they come back.
    expect(await session.signIn(mei)).toMatchObject({ agentId: 'agent-1' })
    await at.submit(reply('back again'))
    await until(server.frameCount, isDecided('back again'))
  })

  it('lets somebody else sit down, whose things are apart', async () => {
    const { server, at, session } = await signedIn()
    await session.lock('asked')
    server.door.reply = { replicaId: 'replica-2', agent: ben }
    expect(await session.signIn({ email: 'ben@example.com', password: goodPassword })).toMatchObject({
      agentId: 'agent-2',
    })
    expect(session.state.get()).toMatchObject({ state: 'signed-in', replicaName: 'replica-replica-2' })
    expect(await readdir(at.dataDir)).toEqual(expect.arrayContaining(['replica-1', 'replica-2']))
    const vaults = await Promise.all(
      ['replica-1', 'replica-2'].map((id) => readFile(path.join(at.dataDir, id, 'vault.json'), 'utf8')),
    )
    expect(vaults[0]).not.toEqual(vaults[1])
    await server.stop()
    await session.lock('asked')
    // The other's desk opens with the other's password, without the server.
    expect(await session.signIn(mei)).toMatchObject({ ok: true, agentId: 'agent-1' })
  })
})

describe('a computer without a keyring', () => {
  it('keeps no key: after the end nothing opens but what was not sent, and that with the password only', async () => {
    const { server, at } = await signedIn({ keyStore: memoryOnlyStore() })
    await until(server.connections, (count) => count === 1)
    const key = Buffer.from(at.workstation.session.seat.get()?.dataKey ?? [])
    server.onBatch(() => 'silence')
    await at.submit(reply('unsent'))
    await at.stop()
    expect(await readdir(at.dataDir)).not.toContain('device.sealed')
    server.onBatch(undefined)
    const again = await startTestWorkstation({
      serverUrl: server.url,
      dataDir: at.dataDir,
      keyStore: memoryOnlyStore(),
    })
    const { session } = again.workstation
    expect(session.state.get()).toEqual({ state: 'signed-out', problem: null })
    expect(await session.signIn(mei)).toMatchObject({ ok: true })
    expect(Buffer.from(session.seat.get()?.dataKey ?? [])).not.toEqual(key)
    await until(server.frameCount, () => server.decided.length === 1)
    // It is the same computer to the server all the same.
    expect(new Set(server.devices.map(({ installationId }) => installationId)).size).toBe(1)
  })
})
