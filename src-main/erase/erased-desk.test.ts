import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { signedIn } from '../testing/signed-in.ts'
import { goodPassword, policy } from '../testing/sync-server.ts'
import { startTestWorkstation } from '../testing/test-workstation.ts'
import { until } from '../testing/until.ts'

const ben = { id: 'agent-2', name: 'Ben', email: 'ben@example.com', role: 'agent' as const, brandIds: [], rights: [] }

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

  it('by being away for too long: at the next start, whoever comes with the right password', async () => {
    const { server, at } = await signedIn()
    await at.stop()
    await server.stop()
    const clock = { now: () => Date.now() + 8 * 24 * 3_600_000 }
    const again = await startTestWorkstation({ serverUrl: server.url, dataDir: at.dataDir, clock })
    const { session } = again.workstation
    expect(await session.unlock(goodPassword)).toMatchObject({ ok: false })
    expect(await until(session.state, ({ state }) => state === 'signed-out')).toMatchObject({
      problem: 'session/expired-offline',
    })
    await again.stop()
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
