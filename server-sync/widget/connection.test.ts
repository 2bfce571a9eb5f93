import { describe, expect, it } from 'vitest'
import {
  type ConnectionState,
  createConnection,
  pingEveryMs,
  pongWithinMs,
  refusedWaitMs,
  welcomeWithinMs,
} from './connection.ts'
import { createFakeSockets } from './testing/fake-sockets.ts'
import { createManualTime } from './testing/manual-time.ts'
import { welcomeFrame } from './testing/welcome.ts'

const welcome = welcomeFrame()

function connectionInTest() {
  const time = createManualTime()
  const sockets = createFakeSockets()
  const states: ConnectionState[] = []
  const received: string[] = []
  const connection = createConnection({
    openSocket: sockets.openSocket,
    after: time.after,
    random: () => 0.5,
    hello: () => ({ frame: 'hello', brandId: 'b', token: null, language: 'en', timeZone: 'UTC' }),
    received: ({ frame }) => received.push(frame),
    changed: (state) => states.push(state),
  })
  const goOnline = () => {
    sockets.latest().open()
    sockets.latest().receive(welcome)
  }
  const pings = () => sockets.latest().sent.flatMap((frame) => (frame.frame === 'ping' ? [frame.n] : []))
  return { time, sockets, states, received, connection, goOnline, pings }
}

describe('connection', () => {
  it('says hello when its socket opens and is online when it is welcomed', () => {
    const { connection, sockets, states, received, goOnline } = connectionInTest()
    connection.start()
    expect(sockets.latest().sent).toEqual([])
    goOnline()
    expect(sockets.latest().sent.map(({ frame }) => frame)).toEqual(['hello'])
    expect(states).toEqual(['connecting', 'online'])
    expect(received).toEqual(['welcome'])
  })

  it('sends nothing before it is welcomed', () => {
    const { connection, sockets } = connectionInTest()
    connection.start()
    sockets.latest().open()
    connection.send({ frame: 'ping', n: 1 })
    connection.afterAnswer(() => undefined)
    expect(sockets.latest().sent.map(({ frame }) => frame)).toEqual(['hello'])
  })

  it('is offline after a first failed attempt and waits longer after every other one', () => {
    const { connection, sockets, states, time } = connectionInTest()
    connection.start()
    for (const [index, waitMs] of [500, 1_000, 2_000, 4_000].entries()) {
      sockets.latest().events.closed()
      time.pass(waitMs - 1)
      expect(sockets.all).toHaveLength(index + 1)
      time.pass(1)
      expect(sockets.all).toHaveLength(index + 2)
    }
    expect(states).toEqual(['connecting', 'offline'])
  })

  it('hopes after a loss, and is offline only when coming back fails', () => {
    const { connection, sockets, states, time, goOnline } = connectionInTest()
    connection.start()
    goOnline()
    sockets.latest().events.closed()
    expect(states.at(-1)).toBe('connecting')
    time.pass(1_000)
    sockets.latest().events.closed()
    expect(states.at(-1)).toBe('offline')
    time.pass(2_000)
    goOnline()
    expect(states.at(-1)).toBe('online')
  })

  it('gives up on a socket that is never welcomed', () => {
    const { connection, sockets, states, time } = connectionInTest()
    connection.start()
    sockets.latest().open()
    time.pass(welcomeWithinMs)
    expect(sockets.all[0]?.isClosed).toBe(true)
    expect(states.at(-1)).toBe('offline')
  })

  it('notices a half-open socket by the answer that stays away', () => {
    const { connection, sockets, states, time, goOnline, pings } = connectionInTest()
    connection.start()
    goOnline()
    time.pass(pingEveryMs)
    expect(pings()).toEqual([1])
    time.pass(pongWithinMs - 1)
    expect(states.at(-1)).toBe('online')
    time.pass(1)
    expect(states.at(-1)).toBe('connecting')
    expect(sockets.all[0]?.isClosed).toBe(true)
  })

  it('stays online for as long as it is answered', () => {
    const { connection, sockets, states, time, goOnline, pings } = connectionInTest()
    connection.start()
    goOnline()
    for (let beat = 1; beat <= 10; beat++) {
      time.pass(pingEveryMs)
      expect(pings()).toHaveLength(beat)
      sockets.latest().receive({ frame: 'pong', n: beat })
    }
    expect(states).toEqual(['connecting', 'online'])
  })

  it('is not fooled by an answer to only the first of two questions', () => {
    const { connection, sockets, states, time, goOnline } = connectionInTest()
    connection.start()
    goOnline()
    connection.checkNow()
    connection.checkNow()
    sockets.latest().receive({ frame: 'pong', n: 1 })
    time.pass(pongWithinMs)
    expect(states.at(-1)).toBe('connecting')
  })

  it('goes on waiting longer while a server greets and hangs up at once', () => {
    const { connection, sockets, time, goOnline } = connectionInTest()
    connection.start()
    for (const waitMs of [500, 1_000, 2_000]) {
      goOnline()
      sockets.latest().events.closed()
      const before = sockets.all.length
      time.pass(waitMs - 1)
      expect(sockets.all).toHaveLength(before)
      time.pass(1)
      expect(sockets.all).toHaveLength(before + 1)
    }
  })

  it('does not hear a socket it has left', () => {
    const { connection, sockets, received, states, time, goOnline } = connectionInTest()
    connection.start()
    const [first] = sockets.all
    first?.events.closed()
    time.pass(500)
    goOnline()
    first?.receive({ frame: 'receipt', messageId: 'm1', number: 1, createdAt: 1 })
    first?.events.closed()
    expect(received).toEqual(['welcome'])
    expect(states.at(-1)).toBe('online')
  })

  it('tries at once when the page wakes up, and asks at once when it believes to be online', () => {
    const { connection, sockets, goOnline, pings } = connectionInTest()
    connection.checkNow()
    expect(sockets.all).toHaveLength(0)
    connection.start()
    sockets.latest().events.closed()
    connection.checkNow()
    expect(sockets.all).toHaveLength(2)
    connection.checkNow()
    expect(sockets.all, 'an attempt under way is not interrupted').toHaveLength(2)
    goOnline()
    connection.checkNow()
    expect(pings()).toEqual([1])
  })

  it('runs what waits for an answer once, and never when the connection dies first', () => {
    const { connection, sockets, time, goOnline } = connectionInTest()
    const answered: string[] = []
    connection.start()
    goOnline()
    connection.afterAnswer(() => answered.push('first'))
    sockets.latest().receive({ frame: 'pong', n: 1 })
    sockets.latest().receive({ frame: 'pong', n: 1 })
    connection.afterAnswer(() => answered.push('second'))
    sockets.latest().events.closed()
    time.pass(1_000)
    goOnline()
    connection.checkNow()
    sockets.latest().receive({ frame: 'pong', n: 3 })
    expect(answered).toEqual(['first'])
  })

  it('keeps away for a minute or two from a server that refuses its hello', () => {
    const { connection, sockets, states, received, time } = connectionInTest()
    connection.start()
    sockets.latest().open()
    sockets.latest().receive({ frame: 'refused', messageId: null, kind: 'chat/unknown-brand' })
    expect(states.at(-1)).toBe('refused')
    expect(received).toEqual(['refused'])
    time.pass(refusedWaitMs * 1.5 - 1)
    expect(sockets.all).toHaveLength(1)
    time.pass(1)
    expect(sockets.all).toHaveLength(2)
  })
})
