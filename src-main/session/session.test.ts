import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { memoryOnlyStore } from '../keys/key-store.ts'
import { reply } from '../testing/new-command.ts'
import { goodPassword, policy, startSyncServer } from '../testing/sync-server.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { until } from '../testing/until.ts'
import { takeSignInFromEnvironment } from './sign-in-from-environment.ts'

const mei = { email: 'mei@example.com', password: goodPassword }
const ben = { id: 'agent-2', name: 'Ben', email: 'ben@example.com', role: 'agent' as const, brandIds: [], rights: [] }
const sealedSession = (dataDir: string) => path.join(dataDir, 'replica-1', 'session.sealed')

async function signedIn(more: Partial<Parameters<typeof startTestWorkstation>[0]> = {}) {
  const server = await startSyncServer()
  const at = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true, ...more })
  return { server, at, session: at.workstation.session }
}

describe('a session', () => {
  it('comes back locked after a restart, and opens with the password without the server', async () => {
    const { server, at } = await signedIn()
    await at.stop()
    await server.stop()
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    const { session } = again.workstation
    expect(session.state.get()).toMatchObject({
      state: 'locked',
      reason: 'started',
      agent: { name: 'Mei Tan', email: mei.email },
      nextTryAt: 0,
      needsServer: false,
    })
    expect(session.seat.get()?.dataKey).toBeNull()
    expect(await session.unlock('not it')).toEqual({ ok: false, problem: 'WRONG_PASSWORD' })
    expect(await session.unlock(goodPassword)).toEqual({ ok: true, agentId: 'agent-1' })
    expect(session.state.get()).toMatchObject({ state: 'signed-in', replicaName: 'replica-replica-1' })
    expect(session.seat.get()?.dataKey).toHaveLength(32)
  })

  it('opens the same data key each time', async () => {
    const { at, session } = await signedIn()
    const key = Buffer.from(session.seat.get()?.dataKey ?? [])
    await session.lock('asked')
    await session.unlock(goodPassword)
    expect(Buffer.from(session.seat.get()?.dataKey ?? [])).toEqual(key)
    await at.stop()
    const again = await startTestWorkstation({ dataDir: at.dataDir, serverUrl: null, isSignedIn: false })
    expect(again.workstation.session.state.get()).toEqual({ state: 'no-server' })
  })

  it('keeps nothing on the disk that opens by itself, and nothing that others may read', async () => {
    const { server, at, session } = await signedIn()
    await until(server.connections, (count) => count === 1)
    const files = (await readdir(at.dataDir, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
    const access = await session.seat.get()?.tokens.access()
    const secrets = [
      Buffer.from(session.seat.get()?.dataKey ?? []),
      Buffer.from(session.seat.get()?.outboxKey ?? []),
      Buffer.from(access?.ok ? access.token : 'no token'),
      Buffer.from('refresh-1-long-enough'),
      Buffer.from(goodPassword),
      Buffer.from(mei.email),
    ]
    expect(files.length).toBeGreaterThan(4)
    for (const file of files) {
      const bytes = await readFile(path.join(file.parentPath, file.name))
      expect((await stat(path.join(file.parentPath, file.name))).mode & 0o077).toBe(0)
      for (const secret of secrets) {
        expect(bytes.includes(secret), file.name).toBe(false)
        expect(bytes.includes(secret.toString('base64')), file.name).toBe(false)
      }
    }
  })

  it('makes whoever guesses wait, then asks for the server; and a right password from there opens it again', async () => {
    const { server, at } = await signedIn()
    await at.stop()
    await server.stop()
    const { workstation, dataDir, stop } = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    const { session } = workstation
    for (let tries = 0; tries < 4; tries++)
      expect(await session.unlock('guess')).toMatchObject({ problem: 'WRONG_PASSWORD' })
    expect(await session.unlock('guess')).toMatchObject({ problem: 'TOO_MANY_TRIES' })
    // Not even the right one is tried while the wait lasts.
    expect(await session.unlock(goodPassword)).toMatchObject({
      problem: 'TOO_MANY_TRIES',
      retryAfterMs: expect.any(Number),
    })
    expect(session.state.get()).toMatchObject({ state: 'locked', nextTryAt: expect.any(Number) })
    await stop()
    // Somebody who resets the count in the file has no key to seal it with.
    const file = path.join(dataDir, 'replica-1', 'vault.json')
    const vault = JSON.parse(await readFile(file, 'utf8')) as { guard: object }
    await writeFile(file, JSON.stringify({ ...vault, guard: { ...vault.guard, failures: 0, nextTryAt: 0 } }))
    const back = await startSyncServer()
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir })
    expect(again.workstation.session.state.get()).toMatchObject({ state: 'locked', needsServer: true })
    expect(await again.workstation.session.unlock(goodPassword)).toMatchObject({ problem: 'SERVER_UNREACHABLE' })
    await again.stop()
    const online = await startTestWorkstation({ serverUrl: back.url, dataDir })
    expect(await online.workstation.session.signIn(mei)).toMatchObject({ ok: true })
    // A dozen passwords, each on a thread of its own.
  }, 30_000)

  it('never shows a token to another server', async () => {
    const { at } = await signedIn()
    await at.stop()
    const other = await startSyncServer()
    const second = await startTestWorkstation({ serverUrl: other.url, dataDir: at.dataDir })
    expect(second.workstation.session.state.get()).toEqual({ state: 'signed-out', problem: null })
    expect(other.requests).toEqual([])
    expect(other.connections.get()).toBe(0)
  })

  it('goes on with the one who is signed in at the start, also without the server', async () => {
    const { server, at } = await signedIn()
    await at.stop()
    await server.stop()
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir, isSignedIn: true })
    expect(again.workstation.session.state.get().state).toBe('signed-in')
  })

  it('is gone from the disk and from the server after a sign-out, and needs the server then', async () => {
    const { server, at, session } = await signedIn()
    await session.signOut()
    await expect(readFile(sealedSession(at.dataDir))).rejects.toThrow('ENOENT')
    await expect(readFile(path.join(at.dataDir, 'seat.json'))).rejects.toThrow('ENOENT')
    expect(server.requests.at(-1)).toEqual({
      url: '/auth/sign-out',
      authorization: 'Bearer token-1-long-enough-to-pass',
    })
    await server.stop()
    expect(await session.signIn(mei)).toMatchObject({ ok: false, problem: 'SERVER_UNREACHABLE' })
  })

  it('ends calmly when its file is damaged: the agent signs in again', async () => {
    const { server, at } = await signedIn()
    await at.stop()
    await writeFile(sealedSession(at.dataDir), 'rubbish')
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    expect(again.workstation.session.state.get()).toEqual({ state: 'signed-out', problem: null })
    expect(await again.workstation.session.signIn(mei)).toMatchObject({ ok: true })
  })

  it('proves with a key of this computer that it is this computer', async () => {
    const { server, at } = await signedIn()
    await at.stop()
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    await again.workstation.session.end('session/ended-by-server')
    await again.workstation.session.signIn(mei)
    const [first, second] = server.devices
    expect(first).toMatchObject({ keyStore: 'key-file', publicKey: expect.stringMatching(/^[\w-]{43}$/) })
    expect(second).toEqual(first)
  })
})

describe('tokens', () => {
  it('are renewed when the server does not take one any more, and nobody is signed out', async () => {
    const { server, at, session } = await signedIn()
    await until(server.connections, (count) => count === 1)
    const before = await readFile(sealedSession(at.dataDir))
    server.expireAccess()
    server.dropConnection()
    await until(server.connections, (count) => count === 2)
    expect(session.state.get().state).toBe('signed-in')
    expect(await readFile(sealedSession(at.dataDir))).not.toEqual(before)
  })

  it('that were used by somebody else end the session, and say so', async () => {
    const { server, session } = await signedIn()
    await until(server.connections, (count) => count === 1)
    server.door.refusal = { kind: 'auth/token-reused' }
    server.send({ frame: 'goodbye', reason: 'signed-out' })
    expect(await until(session.state, ({ state }) => state === 'signed-out')).toMatchObject({
      problem: 'session/token-reused',
    })
  })

  it('outlive a line that the server closed by mistake', async () => {
    const { server, session } = await signedIn()
    await until(server.connections, (count) => count === 1)
    server.send({ frame: 'goodbye', reason: 'signed-out' })
    await until(server.connections, (count) => count === 2)
    expect(session.state.get().state).toBe('signed-in')
  })
})

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

describe('an erased desk', () => {
  it('by the server: keys and rows go, the receipt is signed, and the agent is told', async () => {
    const { server, at, session } = await signedIn()
    await until(server.connections, (count) => count === 1)
    server.door.refusal = { kind: 'auth/wipe', wipeId: 'wipe-1' }
    server.send({ frame: 'goodbye', reason: 'signed-out' })
    await until(server.receiptCount, (count) => count === 1)
    expect(server.receipts[0]).toMatchObject({
      wipeId: 'wipe-1',
      unsent: 0,
      destroyed: expect.arrayContaining(['keys']),
    })
    expect(session.state.get()).toEqual({ state: 'signed-out', problem: 'session/erased' })
    expect(await readdir(at.dataDir)).not.toContain('replica-1')
    expect(at.erased).toEqual(['replica-replica-1'])
  })

  it('by the server while it was off: at the next start, before anything is shown; all of the computer where it says so', async () => {
    const { server, at } = await signedIn()
    await at.stop()
    server.door.refusal = { kind: 'auth/wipe', wipeId: 'wipe-2', wholeDevice: true }
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    await until(server.receiptCount, (count) => count === 1)
    const left = await readdir(again.dataDir)
    expect(left).not.toContain('replica-1')
    expect(left).not.toContain('device.sealed')
  })

  it('by the server, of somebody who is not here: as soon as the server is asked about them', async () => {
    const { server, at, session } = await signedIn()
    await session.lock('asked')
    server.door.reply = { replicaId: 'replica-2', agent: ben }
    await session.signIn({ email: ben.email, password: goodPassword })
    await session.signOut()
    await at.stop()
    server.door.refusal = { kind: 'auth/wipe', wipeId: 'wipe-4' }
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    await until(server.receiptCount, (count) => count === 1)
    expect(await readdir(at.dataDir)).not.toContain('replica-1')
    expect(again.workstation.session.state.get()).toEqual({ state: 'signed-out', problem: null })
  })

  it('tells the server later when it cannot tell it now', async () => {
    const { server, at, session } = await signedIn()
    server.door.refusal = { kind: 'auth/wipe', wipeId: 'wipe-3' }
    server.failReceipts(true)
    await session.recheck()
    await until(session.state, ({ state }) => state === 'signed-out')
    await at.stop()
    server.failReceipts(false)
    await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir })
    await until(server.receiptCount, (count) => count === 1)
    expect(server.receipts[0]).toMatchObject({ wipeId: 'wipe-3' })
  })

  it('by being away for too long: but not while the server is there to say otherwise', async () => {
    let now = Date.now()
    const { server, at, session } = await signedIn({ clock: { now: () => now } })
    now += 8 * 24 * 3_600_000
    await session.checkExpiry()
    expect(session.state.get()).toMatchObject({ state: 'signed-in' })
    await server.stop()
    now += 6 * 24 * 3_600_000
    await session.checkExpiry()
    expect(session.state.get()).toMatchObject({ state: 'signed-in' })
    // A clock that is set back wins nothing.
    now += 2 * 24 * 3_600_000
    const late = now
    now -= 5 * 24 * 3_600_000
    await session.checkExpiry()
    expect(session.state.get()).toMatchObject({ state: 'signed-in' })
    now = late
    await session.checkExpiry()
    expect(session.state.get()).toEqual({ state: 'signed-out', problem: 'session/expired-offline' })
    expect(await readdir(at.dataDir)).not.toContain('replica-1')
  })

  it('at sign-out, where the organisation wants that', async () => {
    const { server, at, session } = await signedIn()
    server.door.reply = { policy: { ...policy, wipesAtSignOut: true } }
    await session.recheck()
    await session.signOut()
    expect(await readdir(at.dataDir)).not.toContain('replica-1')
    expect(session.state.get()).toEqual({ state: 'signed-out', problem: null })
  })
})

describe('the sign-in from the environment', () => {
  it('is taken out of the environment at once', () => {
    const environment = { FARLINE_SIGN_IN: '{"email":"a@b.c","password":"p"}' }
    expect(takeSignInFromEnvironment(environment)).toEqual({ email: 'a@b.c', password: 'p' })
    expect(environment).toEqual({})
    expect(takeSignInFromEnvironment(environment)).toBeNull()
  })

  it('is refused with a sentence when it cannot be understood, without quoting it', () => {
    expect(() => takeSignInFromEnvironment({ FARLINE_SIGN_IN: 'secret' })).toThrow(/FARLINE_SIGN_IN takes JSON like/)
    expect(() => takeSignInFromEnvironment({ FARLINE_SIGN_IN: 'secret' })).not.toThrow(/secret/)
  })
})
