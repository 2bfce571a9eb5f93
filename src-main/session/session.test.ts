import { readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { startSyncServer } from '../testing/sync-server.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { takeSignInFromEnvironment } from './sign-in-from-environment.ts'

describe('a session', () => {
  it('goes on after a restart, even when the server does not answer, and its file is for its owner only', async () => {
    const server = await startSyncServer()
    const first = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    const file = path.join(first.dataDir, 'session.json')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await first.stop()
    await server.stop()
    const second = await startTestWorkstation({ serverUrl: server.url, dataDir: first.dataDir })
    expect(second.workstation.session.state.get()).toMatchObject({ state: 'signed-in', agent: { id: 'agent-1' } })
  })

  it('never shows a token to another server', async () => {
    const server = await startSyncServer()
    const first = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    await first.stop()
    const other = await startSyncServer()
    const second = await startTestWorkstation({ serverUrl: other.url, dataDir: first.dataDir })
    expect(second.workstation.session.state.get()).toEqual({ state: 'signed-out', problem: null })
    expect(other.requests).toEqual([])
    expect(other.connections.get()).toBe(0)
  })

  it('uses yesterday’s session of the same person when the server cannot be asked at the start', async () => {
    const server = await startSyncServer()
    const first = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    await first.stop()
    await server.stop()
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: first.dataDir, isSignedIn: true })
    expect(again.workstation.session.state.get().state).toBe('signed-in')
  })

  it('is gone from the disk and from the server after a sign-out', async () => {
    const server = await startSyncServer()
    const { workstation, dataDir } = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    await workstation.session.signOut()
    await expect(readFile(path.join(dataDir, 'session.json'))).rejects.toThrow('ENOENT')
    expect(server.requests.at(-1)).toEqual({
      url: '/auth/sign-out',
      authorization: 'Bearer token-1-long-enough-to-pass',
    })
  })

  it('is set aside when its file is damaged, and the person signs in again', async () => {
    const server = await startSyncServer()
    const first = await startTestWorkstation({ serverUrl: server.url, isSignedIn: true })
    await first.stop()
    await writeFile(path.join(first.dataDir, 'session.json'), '{"token":')
    const second = await startTestWorkstation({ serverUrl: server.url, dataDir: first.dataDir })
    expect(second.workstation.session.state.get().state).toBe('signed-out')
    expect(second.logged).toContainEqual({ event: 'file-damaged', file: 'session.json' })
    expect(await readFile(path.join(first.dataDir, 'session.json.damaged'), 'utf8')).toBe('{"token":')
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
