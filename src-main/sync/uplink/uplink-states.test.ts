import { describe, expect, it } from 'vitest'
import type { SyncState } from '#shared/rpc/workstation-contract.ts'
import type { ReadableValue } from '../../flow/observable-value.ts'
import { until } from '../../testing/until.ts'
import { startUplinkRig } from '../../testing/uplink-rig.ts'
import { heartbeatIntervalMs, heartbeatPatienceMs } from './heartbeat.ts'
import { openTestWire } from '../../testing/open-test-wire.ts'
import { pulseMs } from './pulse.ts'

const isIn =
  (wanted: SyncState['state']) =>
  ({ state }: SyncState) =>
    state === wanted

function follow(state: ReadableValue<SyncState>): string[] {
  const seen = [state.get().state as string]
  state.onChange(({ state: next }) => seen.at(-1) !== next && seen.push(next))
  return seen
}

describe('what a person is told about the connection', () => {
  it('goes from offline over syncing to online, and says since when', async () => {
    const { start, time, append } = await startUplinkRig()
    let hasNetwork = false
    // No interface, so no connection is made either.
    const { state } = start({ hasNetwork: () => hasNetwork, openWire: () => ({ send: () => {}, drop: () => {} }) })
    expect(state.get()).toEqual({ state: 'offline', waiting: 0, sinceAt: time.clock.now() })
    const since = time.clock.now()
    time.advance(60_000)
    await append(2)
    expect(state.get()).toEqual({ state: 'offline', waiting: 2, sinceAt: since })
    hasNetwork = true
    time.advance(pulseMs)
    expect(state.get()).toMatchObject({ state: 'syncing', waiting: 2, sinceAt: time.clock.now() })
  })

  it('gives up a connection that opens and then says nothing', async () => {
    const { start, time } = await startUplinkRig()
    let opened = 0
    const { state } = start({
      openWire(events) {
        opened += 1
        queueMicrotask(events.opened)
        return { send: () => {}, drop: () => {} }
      },
    })
    await Promise.resolve()
    time.advance(20_000)
    expect(state.get().state).toBe('server-unreachable')
    time.advance(1_000)
    expect(opened).toBe(2)
  })

  it('tries at once when the network is back, however long the pause had become', async () => {
    const { server, start, time } = await startUplinkRig()
    let hasNetwork = true
    let isCut = false
    const open = openTestWire(server.url)
    const { state } = start({
      hasNetwork: () => hasNetwork,
      random: () => 1,
      openWire(events) {
        if (!isCut) return open(events)
        queueMicrotask(() => events.closed('lost'))
        return { send: () => {}, drop: () => {} }
      },
    })
    await until(state, isIn('online'))
    const seen = follow(state)
    hasNetwork = false
    isCut = true
    time.advance(pulseMs)
    expect(state.get().state).toBe('offline')
    for (let tries = 0; tries < 8; tries++) {
      time.advance(30_000)
      await Promise.resolve()
    }
    isCut = false
    hasNetwork = true
    time.advance(pulseMs)
    await until(state, isIn('online'))
    expect(seen).toEqual(['online', 'offline', 'syncing', 'online'])
    expect(server.connections.get()).toBe(2)
  })

  it('finds a half-open connection out within seventeen and a half seconds, whenever it went dead', async () => {
    const { server, start, time } = await startUplinkRig()
    let isDeaf = false
    const open = openTestWire(server.url)
    const { state } = start({
      openWire: (events) => open({ ...events, received: (text) => !isDeaf && events.received(text) }),
    })
    await until(state, isIn('online'))
    time.advance(pulseMs - 1)
    isDeaf = true
    const bound = heartbeatIntervalMs + heartbeatPatienceMs + pulseMs
    time.advance(bound)
    expect(state.get().state).toBe('server-unreachable')
    expect(time.clock.now() - state.get().sinceAt).toBeLessThan(bound)
  })

  it('is not misled by a clock that is set back by a day', async () => {
    const { server, start, time } = await startUplinkRig()
    let isDeaf = false
    let behindMs = 0
    const open = openTestWire(server.url)
    const { state } = start({
      clock: { now: () => time.clock.now() - behindMs },
      openWire: (events) => open({ ...events, received: (text) => !isDeaf && events.received(text) }),
    })
    await until(state, isIn('online'))
    behindMs = 86_400_000
    time.advance(pulseMs)
    await until(server.connections, (count) => count === 2)
    await until(state, isIn('online'))
    isDeaf = true
    time.advance(heartbeatIntervalMs + heartbeatPatienceMs + pulseMs)
    expect(state.get().state).toBe('server-unreachable')
  })

  it('drops what it was waiting for while it slept, and says "syncing" until the first try has ended', async () => {
    const { server, start, time, append } = await startUplinkRig()
    await append(3)
    server.onBatch(() => 'silence')
    const { state } = start()
    await until(server.frameCount, (count) => count === 2)
    server.onBatch((commands) =>
      commands.map(({ deviceSeq, id: commandId }) => ({ outcome: 'applied', deviceSeq, commandId })),
    )
    const seen = follow(state)
    time.sleep(8 * 3_600_000)
    await until(state, isIn('online'))
    expect(seen).toEqual(['syncing', 'online'])
    expect(server.connections.get()).toBe(2)
  })

  it('does not hammer a server that welcomes and then falls over, until a connection has lasted', async () => {
    const { server, start, time } = await startUplinkRig()
    const pauses: number[] = []
    const { state } = start({
      random: () => 1,
      timers: {
        after(delayMs, run) {
          if (delayMs !== pulseMs) pauses.push(delayMs)
          return time.timers.after(delayMs, run)
        },
      },
    })
    for (let falls = 1; falls <= 4; falls++) {
      await until(state, isIn('online'))
      server.dropConnection()
      await until(state, isIn('server-unreachable'))
      time.advance(pauses.at(-1)!)
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000])
    await until(state, isIn('online'))
    // Ten good seconds, less than it takes to be pinged.
    time.advance(heartbeatIntervalMs)
    server.dropConnection()
    await until(state, isIn('server-unreachable'))
    expect(pauses.at(-1)).toBe(500)
  })

  it('waits no longer for a retry than a minute, whatever it is told', async () => {
    const { server, start, time, append } = await startUplinkRig()
    await append(1)
    let isFirst = true
    server.onBatch((commands) =>
      commands.map(({ deviceSeq, id: commandId }) => {
        const outcome = isFirst
          ? ({ outcome: 'retry', deviceSeq, commandId, afterMs: 1e12 } as const)
          : ({ outcome: 'applied', deviceSeq, commandId } as const)
        isFirst = false
        return outcome
      }),
    )
    const waits: number[] = []
    const { state } = start({
      timers: { after: (delayMs, run) => (waits.push(delayMs), time.timers.after(delayMs, run)) },
    })
    await until(server.frameCount, (count) => count === 2)
    // The answer to the batch follows it on the same connection.
    while (!waits.includes(60_000)) await new Promise((resolve) => setImmediate(resolve))
    expect(state.get()).toMatchObject({ state: 'syncing', waiting: 1 })
    expect(Math.max(...waits)).toBe(60_000)
  })

  it('lets a poisoned command pass, and the ones behind it are not held up', async () => {
    const { server, start, append, log } = await startUplinkRig()
    await append(5)
    let tries = 0
    server.onBatch((commands) => {
      const outcomes = []
      for (const { deviceSeq, id: commandId } of commands) {
        if (deviceSeq === 2 && ++tries <= 3) {
          outcomes.push({ outcome: 'retry', deviceSeq, commandId, afterMs: 0 } as const)
          break
        }
        outcomes.push(
          deviceSeq === 2
            ? ({
                outcome: 'refused',
                deviceSeq,
                commandId,
                refusal: { kind: 'command/internal', retryable: false },
              } as const)
            : ({ outcome: 'applied', deviceSeq, commandId } as const),
        )
      }
      return outcomes
    })
    const { state } = start({ timers: { after: (ms, run) => (ms === 0 ? (setImmediate(run), () => {}) : () => {}) } })
    await until(state, isIn('online'))
    expect(tries).toBe(4)
    expect(log.decided()).toBe(5)
  })
})
