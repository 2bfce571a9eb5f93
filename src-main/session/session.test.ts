import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { mei, signedIn } from '../testing/signed-in.ts'
import { goodPassword, startSyncServer } from '../testing/sync-server.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { until } from '../testing/until.ts'

const sealedSession = (dataDir: string) => path.join(dataDir, 'replica-1', 'session.sealed')

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
    const access = await session.seat.get()?.tokens.access()
    const secrets = [
      Buffer.from(session.seat.get()?.dataKey ?? []),
      Buffer.from(session.seat.get()?.outboxKey ?? []),
      Buffer.from(access?.ok ? access.token : 'no token'),
      Buffer.from('refresh-1-long-enough'),
      Buffer.from(goodPassword),
      Buffer.from(mei.email),
    ]
    // A file on its way to its place would be gone before it is read.
    await at.stop()
    const files = (await readdir(at.dataDir, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
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
