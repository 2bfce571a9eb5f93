import { describe, expect, it } from 'vitest'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import type { Envelope } from '#shared/sync/envelope.ts'
import type { ReadableValue } from '../../flow/observable-value.ts'
import { until } from '../../testing/until.ts'
import { type UplinkRig, startUplinkRig } from '../../testing/uplink-rig.ts'

const isOnline = ({ state }: SyncState) => state === 'online'
const numbers = (commands: readonly Envelope[]) => commands.map(({ deviceSeq }) => deviceSeq)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** The server is stopped and comes back as it was at `deviceSeq`. */
async function restore(
  { server, time }: UplinkRig,
  state: ReadableValue<SyncState>,
  deviceSeq: number,
  epoch: string,
): Promise<void> {
  server.setCursor(deviceSeq)
  server.setEpoch(epoch)
  const before = server.connections.get()
  server.dropConnection()
  await until(state, (now) => !isOnline(now))
  time.advance(500)
  await until(server.connections, (count) => count > before)
  await until(state, isOnline)
}

describe('a server that was restored', () => {
  it('gets everything again that it had acknowledged and forgotten, once and in order', async () => {
    const rig = await startUplinkRig()
    const { server, log, start, append } = rig
    await append(230)
    const { state } = start()
    await until(state, isOnline)
    expect(log.epoch()).toBe('epoch-1')
    const first = [...server.decided]
    server.decided.length = 0
    await restore(rig, state, 17, 'epoch-2')
    expect(numbers(server.decided)).toEqual(range(18, 230))
    expect(server.decided).toEqual(first.slice(17))
    expect(rig.restored).toEqual([{ from: 230, to: 17 }])
    expect(rig.heads.map(({ epoch }) => epoch)).toEqual(['epoch-1', 'epoch-2'])
    expect(rig.uplinked.slice(-3)).toEqual([117, 217, 230])
    expect(log.decided()).toBe(230)
  })

  it('is shown to the person as work that waits', async () => {
    const rig = await startUplinkRig()
    const { server, start, append, time } = rig
    await append(6)
    const { state } = start()
    await until(state, isOnline)
    server.onBatch(() => 'silence')
    server.setCursor(2)
    server.setEpoch('epoch-2')
    server.dropConnection()
    await until(state, ({ state: now }) => now === 'server-unreachable')
    time.advance(500)
    expect(await until(state, ({ state: now }) => now === 'syncing')).toMatchObject({ waiting: 4 })
  })

  it('is noticed by its epoch alone, and by its number alone', async () => {
    const rig = await startUplinkRig()
    const { server, start, append } = rig
    await append(3)
    const { state } = start()
    await until(state, isOnline)
    await restore(rig, state, 3, 'epoch-2')
    await restore(rig, state, 1, 'epoch-2')
    expect(rig.restored).toEqual([
      { from: 3, to: 3 },
      { from: 3, to: 1 },
    ])
    expect(numbers(server.decided)).toEqual([1, 2, 3, 2, 3])
  })

  it('is no restored server when it only says welcome a second time on the same connection', async () => {
    const rig = await startUplinkRig()
    const { server, start, append } = rig
    await append(2)
    const { state } = start()
    await until(state, isOnline)
    server.send({ frame: 'welcome', epoch: 'epoch-1', head: 40, deviceSeq: 2 })
    await append(1)
    await until(server.frameCount, (count) => count === 3)
    await until(state, isOnline)
    expect(rig.restored).toEqual([])
    expect(rig.heads.at(-1)).toEqual({ epoch: 'epoch-1', seq: 40 })
    expect(numbers(server.decided)).toEqual([1, 2, 3])
  })

  it('cannot be helped by a log that has forgotten what it lacks: a new log has to carry the rest', async () => {
    const rig = await startUplinkRig()
    const { server, log, start, append } = rig
    await append(4)
    log.decide(4)
    server.setCursor(1)
    start({ log: { ...log, base: () => 3 } })
    await until(rig.ends, (end) => end === 'restored-too-far')
    expect(rig.reports).toEqual(['uplink/restored-too-far'])
    expect(log.decided()).toBe(3)
  })

  it('is told apart from a copy of this disk that has used the same numbers for other commands', async () => {
    const first = await startUplinkRig()
    await first.append(4)
    const { state } = first.start()
    await until(state, isOnline)
    // The copy goes on from nothing, has done more meanwhile, and believes to be the same log.
    const copy = await startUplinkRig(first.server)
    await copy.append(6)
    copy.start({ log: { ...copy.log, logId: first.log.logId } })
    await until(copy.ends, (end) => end === 'forked')
    expect(copy.log.decided()).toBe(0)
    expect(first.server.decided).toHaveLength(4)
  })
})
