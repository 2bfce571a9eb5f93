import { describe, expect, it } from 'vitest'
import type { FeedPage } from '#shared/sync/feed.ts'
import { createObservableValue } from '../../flow/observable-value.ts'
import { systemTimers } from '../../flow/timers.ts'
import type { SyncServer } from '../../testing/sync-server.ts'
import { until } from '../../testing/until.ts'
import { startUplinkRig as rig } from '../../testing/uplink-rig.ts'
import { heartbeatIntervalMs, heartbeatPatienceMs } from './heartbeat.ts'
import { openTestWire } from '../../testing/open-test-wire.ts'
import { pulseMs } from './pulse.ts'
import type { UplinkParts } from './uplink.ts'

const isOnline = ({ state }: { state: string }) => state === 'online'
const isUnreachable = ({ state }: { state: string }) => state === 'server-unreachable'
const numbers = (server: SyncServer) => server.decided.map(({ deviceSeq }) => deviceSeq)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('the uplink', () => {
  it('sends what waited in the log, strictly in order, one batch at a time', async () => {
    const { server, start, append, uplinked, log, heads } = await rig()
    await append(250)
    const { state } = start()
    expect(state.get()).toMatchObject({ state: 'syncing', waiting: 250 })
    expect(await until(state, isOnline)).toMatchObject({ waiting: 0 })
    expect(numbers(server)).toEqual(upTo(250))
    expect(uplinked).toEqual([100, 200, 250])
    expect(log.decided()).toBe(250)
    expect(heads).toEqual([{ epoch: 'epoch-1', seq: 7 }])
    expect(server.frames.map(({ frame }) => frame)).toEqual(['hello', 'commands', 'commands', 'commands'])
  })

  it('sends each new command at once, and says that it is syncing until the server has decided', async () => {
    const { server, start, append } = await rig()
    const { state } = start()
    await until(state, isOnline)
    server.onBatch(() => 'silence')
    await append(1)
    expect(await until(state, ({ waiting }) => waiting === 1)).toMatchObject({ state: 'syncing' })
    await until(server.frameCount, (count) => count === 2)
    const sent = server.frames.at(-1)
    const commandId = sent?.frame === 'commands' ? sent.commands[0]!.id : ''
    server.send({ frame: 'outcomes', outcomes: [{ outcome: 'applied', deviceSeq: 1, commandId }] })
    await until(state, isOnline)
  })

  it('lets a refused command pass and stops for one to be retried, in order', async () => {
    const { server, start, append, time, log } = await rig()
    await append(3)
    let isFirst = true
    server.onBatch((commands) => {
      const outcomes = commands.map(({ deviceSeq, id: commandId }) =>
        deviceSeq === 1
          ? ({ outcome: 'refused', deviceSeq, commandId, refusal: { kind: 'a/b', retryable: false } } as const)
          : deviceSeq === 2 && isFirst
            ? ({ outcome: 'retry', deviceSeq, commandId, afterMs: 700 } as const)
            : ({ outcome: 'applied', deviceSeq, commandId } as const),
      )
      const stop = outcomes.findIndex(({ outcome }) => outcome === 'retry')
      isFirst = false
      return stop === -1 ? outcomes : outcomes.slice(0, stop + 1)
    })
    const { state } = start()
    await until(state, ({ waiting }) => waiting === 2)
    expect(log.decided()).toBe(1)
    time.advance(699)
    expect(server.frames).toHaveLength(2)
    time.advance(1)
    await until(state, isOnline)
    const batches = server.frames.flatMap((frame) =>
      frame.frame === 'commands' ? [frame.commands.map(({ deviceSeq }) => deviceSeq)] : [],
    )
    expect(batches).toEqual([
      [1, 2, 3],
      [2, 3],
    ])
  })

  it('sends again what it has no outcome of after a connection broke in the middle, and takes a repeat for decided', async () => {
    const { server, start, append, time } = await rig()
    await append(5)
    server.onBatch(() => 'hang up')
    const { state } = start()
    await until(state, isUnreachable)
    server.onBatch(undefined)
    // It had decided two of them before it went.
    server.setCursor(2)
    time.advance(30_000)
    await until(state, isOnline)
    const last = server.frames.at(-1)
    expect(last?.frame === 'commands' && last.commands.map(({ deviceSeq }) => deviceSeq)).toEqual([1, 2, 3, 4, 5])
    expect(numbers(server)).toEqual([3, 4, 5])
  })

  it('gives a restored server everything again that it has forgotten', async () => {
    const { server, start, append, time, log } = await rig()
    await append(4)
    const { state } = start()
    await until(state, isOnline)
    server.setCursor(1)
    server.dropConnection()
    await until(state, isUnreachable)
    time.advance(30_000)
    await until(state, isOnline)
    expect(log.decided()).toBe(4)
    expect(numbers(server)).toEqual([1, 2, 3, 4, 2, 3, 4])
  })

  it('notices a half-open connection by its silence, and comes back', async () => {
    const { server, start, time } = await rig()
    const { state } = start({ openWire: deafAfterWelcome(openTestWire(server.url)) })
    await until(state, isOnline)
    time.advance(heartbeatIntervalMs)
    time.advance(heartbeatPatienceMs)
    expect(state.get()).toMatchObject({ state: 'server-unreachable' })
    time.advance(30_000)
    await until(server.connections, (count) => count === 2)
  })

  it('stays online as long as pings are answered', async () => {
    const { server, start, time } = await rig()
    const arrived = createObservableValue(0)
    const { state } = start({ onPage: ({ to }) => arrived.set(to) })
    await until(state, isOnline)
    for (let beat = 0; beat < 3; beat++) {
      const before = server.frames.length
      time.advance(heartbeatIntervalMs)
      await until(server.frameCount, (count) => count > before)
      // Frames keep their order: the pong is there when the page behind it is.
      server.send({ frame: 'page', page: { epoch: 'epoch-1', from: beat, to: beat + 1, entries: [] } })
      await until(arrived, (to) => to === beat + 1)
    }
    expect(server.connections.get()).toBe(1)
    expect(state.get().state).toBe('online')
  })

  it('does not trust the connection for a moment when the computer wakes up, and tries anew without a pause', async () => {
    const { server, start, time } = await rig()
    const { state } = start()
    await until(state, isOnline)
    time.sleep(3_600_000)
    expect(state.get().state).toBe('syncing')
    await until(server.connections, (count) => count === 2)
    await until(state, isOnline)
  })

  it('spreads its tries out, with full jitter and a ceiling', async () => {
    const { server, start, time } = await rig()
    await server.stop()
    const delays: number[] = []
    const { state } = start({
      timers: {
        after(delayMs, run) {
          if (delayMs !== pulseMs) delays.push(delayMs)
          return time.timers.after(delayMs, run)
        },
      },
      random: () => 1,
    })
    await until(state, isUnreachable)
    for (let tries = 1; tries <= 8; tries++) {
      time.advance(delays.at(-1)!)
      while (delays.length === tries) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000])
  })

  it('tells "offline" from "the server does not answer"', async () => {
    const { server, start } = await rig()
    await server.stop()
    const { state } = start({ hasNetwork: () => false })
    expect(await until(state, (now) => now.state !== 'syncing')).toMatchObject({ state: 'offline' })
  })

  it('keeps the time at which a state began while the number of waiting commands changes', async () => {
    const { server, start, append, time } = await rig()
    await server.stop()
    const { state } = start()
    const { sinceAt } = await until(state, isUnreachable)
    time.advance(1)
    await append(2)
    expect(await until(state, ({ waiting }) => waiting === 2)).toMatchObject({ state: 'server-unreachable', sinceAt })
  })

  it('hands feed pages on, and refuses frames that are none', async () => {
    const { server, start, pages, reports } = await rig()
    const { state } = start()
    await until(state, isOnline)
    const page: FeedPage = { epoch: 'epoch-1', from: 7, to: 8, entries: [] }
    server.send({ frame: 'page', page })
    server.send('{"frame":"page","page":{"epoch":"epoch-1"}}')
    await until(state, isUnreachable)
    expect(pages).toEqual([page])
    expect(reports).toEqual(['uplink/bad-frame'])
  })

  it('refuses outcomes that skip a command', async () => {
    const { server, start, append, reports, log } = await rig()
    await append(2)
    server.onBatch((commands) => [{ outcome: 'applied', deviceSeq: 2, commandId: commands[1]!.id }])
    const { state } = start()
    await until(state, isUnreachable)
    expect(log.decided()).toBe(0)
    expect(reports).toEqual(['uplink/out-of-step'])
  })

  it('ends when the server does not know the token any more, before and during a connection', async () => {
    const first = await rig()
    first.server.revokeToken()
    first.start()
    await until(first.ends, (end) => end === 'signed-out')
    const second = await rig()
    const { state } = second.start()
    await until(state, isOnline)
    second.server.send({ frame: 'goodbye', reason: 'signed-out' })
    await until(second.ends, (end) => end === 'signed-out')
  })

  it('notices an old copy of the log: the server has decided numbers that were never written here', async () => {
    const { server, start, ends } = await rig()
    server.setCursor(3)
    start()
    await until(ends, (end) => end === 'forked')
  })

  it('[L9] notices by the feed that more was decided than its log holds, of no other log, and says it once', async () => {
    const { log, start, ends, append } = await rig()
    await append(2)
    let forks = 0
    const { decidedInFeed } = start({
      onForked() {
        forks += 1
        ends.set('forked')
      },
    })
    decidedInFeed({ logId: log.logId, cursor: 2 })
    decidedInFeed({ logId: 'another', cursor: 3 })
    decidedInFeed({ cursor: 3 })
    expect(forks).toBe(0)
    decidedInFeed({ logId: log.logId, cursor: 3 })
    decidedInFeed({ logId: log.logId, cursor: 4 })
    expect(forks).toBe(1)
  })

  it('gives up on a server that takes a batch and never answers', async () => {
    const { server, start, append } = await rig()
    await append(1)
    server.onBatch(() => 'silence')
    const { state } = start({ timers: { after: (ms, run) => systemTimers.after(ms === 30_000 ? 5 : ms, run) } })
    await until(state, isUnreachable)
  })
})

/** The first connection goes dead without a word after the welcome: nothing arrives, nothing closes. */
function deafAfterWelcome(open: UplinkParts['openWire']): UplinkParts['openWire'] {
  let isFirst = true
  return (events) => {
    if (!isFirst) return open(events)
    isFirst = false
    let heard = 0
    return open({ ...events, received: (text) => heard++ === 0 && events.received(text) })
  }
}
